import { PROBLEM_STATES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import { closeProblem, returnProblem, withdrawProblem } from './close-problem.ts';
import { correctProblem } from './correct-problem.ts';
import { establishExitByProblem, sayFamilyStays, withdrawExitByProblem } from './exit-by-problem.ts';
import type { ProblemActResult, ProblemContext } from './perform-act.ts';
import { pinProblem, recordProgress, reportRectified } from './rectify-problem.ts';
import { markLookedBack, reopenProblem } from './reopen-problem.ts';
import { restoreProblem } from './restore-problem.ts';

const ID = z.object({ id: z.uuid() });
const VERSION = { version: z.number().int() };
const PAPERS = z.array(z.uuid()).max(20).default([]);
const TEXT = z.string().trim().min(2).max(2000);
export const AMOUNT_FEN = z.number().int().min(0).max(1_000_000_000_000_000).nullable();
const DONE = z.object({ version: z.number().int(), state: z.string(), stateLabel: z.string() });

const field = (path: string, message: string) => [{ path, message }];

/** The outcome of an act, or the problem that the person is told. Thrown inside the transaction, so nothing stays. */
function answer(result: ProblemActResult): z.infer<typeof DONE> {
  if (result.status === 'done') {
    return { version: result.version, state: result.state, stateLabel: PROBLEM_STATES[result.state] };
  }
  switch (result.reason) {
    case 'not-found':
      throw notFound('这个问题');
    case 'changed-meanwhile':
      throw changedMeanwhile('这个问题', result.by);
    case 'not-in-this-state':
      throw conflict('not-in-this-state', '这个问题已经进入下一步，不能这样操作。请刷新后查看。');
    case 'not-your-role':
      throw forbidden('您的角色不能做这一步。请联系县级业务管理员。');
    case 'not-your-level':
      throw forbidden('这个问题在别的单位的台账上，不能代为办理。需要时可以重新整改，或下发督办。');
    case 'same-person':
      throw conflict('same-person', '这一步须由另一位人员办理：登记、申请销号的人不能自己撤销、销号或退回。');
    case 'papers-not-yours':
      throw invalidInput(
        '有佐证材料不是您上传的，或已用于其他记录。请重新上传。',
        field('paperIds', '不能使用的材料'),
      );
    case 'no-evidence':
      throw invalidInput('申请销号要附整改佐证材料。请上传照片或文件。', field('paperIds', '缺少佐证材料'));
    case 'reason-missing':
      throw invalidInput('请写明原因。', field('reason', '请写明原因'));
    case 'deadline-passed':
      throw invalidInput('整改时限已过。请选择今天或以后的日期。', field('deadline', '早于今天'));
    case 'in-the-future':
      throw invalidInput('整改完成日期在今天之后。请在整改完成后登记。', field('on', '在今天之后'));
    case 'before-found':
      throw invalidInput('整改完成日期早于发现日期。请核对两个日期。', field('on', '早于发现日期'));
    case 'measures-stand':
      throw conflict('measures-stand', '这个问题下还有问责或单位处理记录。请先撤销这些记录，再撤销问题。');
    case 'registered-anew':
      throw conflict('registered-anew', `同一疑点、线索或抽查户已另行登记为${result.number}，不能恢复。`);
    case 'source-unconfirmed':
      throw conflict('source-unconfirmed', '它所依据的疑点或线索已不再认定属实，不能恢复。请先核查其来源。');
    case 'bad-category':
      throw invalidInput('本次整治没有这个类别或内容。请重新选择。', field('category', '没有这个类别'));
    case 'household-fixed':
      throw invalidInput(
        '这个问题由疑点或抽查转来，涉及的家庭不能改。转错的，请撤销问题后重新登记。',
        field('householdId', '不能改'),
      );
    case 'foreign-household':
      throw invalidInput('没有这户，或不在您的辖区。请重新选择家庭。', field('householdId', '没有这户'));
    case 'exit-stands':
      throw conflict(
        'exit-stands',
        '这户已因这个问题列入应退未退台账。请先由审核人撤回应退认定，再改涉及的家庭。',
      );
    case 'withdrawn':
      throw conflict('not-in-this-state', '这个问题已经撤销，不能据此认定应退。');
    case 'no-household':
      throw conflict('no-household', '这个问题还没有写明是哪一户。请经办在“更正”中选择家庭，再认定应退。');
    case 'household-left':
      throw conflict('household-left', '这户已经退出，不用再列入应退未退台账。');
    case 'already-to-leave':
      throw conflict('already-to-leave', '这户已因这个问题列入应退未退台账。请刷新后查看。');
    case 'by-finding':
      throw conflict('by-finding', '这个问题由疑点转来，这户已因那条疑点列入应退未退台账，不用再认定。');
    case 'reported-it':
      throw conflict('same-person', '登记问题、核查情况的人不能自己认定应退，须由另一位审核人办理。');
    case 'not-to-leave':
      throw conflict('not-to-leave', '这个问题没有认定应退，不用撤回。请刷新后查看。');
    case 'not-asked':
      throw conflict('not-asked', '这个问题的家庭是否应退已有答复，或不用再认定。请刷新后查看。');
    case 'unproved':
      throw invalidInput(
        '认定应退要有佐证材料：问题下还没有，请上传入户照片、笔录等。',
        field('paperIds', '缺少佐证材料'),
      );
  }
}

export function problemActRoutes(app: App, deps: Deps): void {
  /** One act on one problem: a path, a permission, a body, and the use case that does it. */
  function act<B extends z.ZodRawShape>(
    path: string,
    action:
      | 'problem.register'
      | 'problem.rectify'
      | 'problem.close'
      | 'problem.reopen'
      | 'problem.withdraw'
      | 'exit.establish'
      | 'exit.withdraw',
    summary: string,
    body: B,
    perform: (context: ProblemContext, input: z.infer<z.ZodObject<B>>) => Promise<ProblemActResult>,
  ): void {
    const schema = z.object(body);
    app.post(
      `/api/problems/:id/${path}`,
      {
        schema: { summary, params: ID, body: schema.extend(VERSION), response: { 200: DONE } },
        config: { action },
      },
      (request) =>
        request.inScope(async (tx) => {
          const { version } = z.object(VERSION).parse(request.body);
          const context = { tx, deps, actor: request.actor, id: request.params.id, version };
          return answer(await perform(context, schema.parse(request.body)));
        }),
    );
  }

  act(
    'pin',
    'problem.register',
    '五落实',
    {
      task: TEXT,
      responsible: z.string().trim().min(2).max(200),
      staff: z.string().trim().min(2).max(200),
      deadline: DAY_INPUT,
      reason: z.string().trim().max(2000).default(''),
    },
    pinProblem,
  );
  act('progress', 'problem.rectify', '登记整改进展', { text: TEXT, paperIds: PAPERS }, recordProgress);
  act(
    'rectified',
    'problem.rectify',
    '申请销号',
    { text: TEXT, on: DAY_INPUT, recoveredFen: AMOUNT_FEN.default(null), paperIds: PAPERS },
    reportRectified,
  );
  act(
    'close',
    'problem.close',
    '销号',
    { remark: z.string().trim().max(2000).default('') },
    (context, input) => closeProblem(context, input.remark === '' ? '同意销号' : input.remark),
  );
  act('return', 'problem.close', '退回整改', { reason: TEXT }, (context, input) =>
    returnProblem(context, input.reason),
  );
  act(
    'reopen',
    'problem.reopen',
    '重新整改',
    { reason: TEXT, deadline: DAY_INPUT.nullable().default(null) },
    reopenProblem,
  );
  act('withdraw', 'problem.withdraw', '撤销问题', { reason: TEXT }, (context, input) =>
    withdrawProblem(context, input.reason),
  );
  act(
    'restore',
    'problem.reopen',
    '恢复已撤销的问题',
    { reason: TEXT, deadline: DAY_INPUT.nullable().default(null) },
    restoreProblem,
  );
  act('look-back', 'problem.reopen', '回头看', { text: TEXT }, (context, input) =>
    markLookedBack(context, input.text),
  );
  act(
    'correct',
    'problem.register',
    '更正登记',
    {
      category: z.string().min(1).max(20),
      item: z.string().max(20).nullable(),
      description: TEXT,
      amountFen: AMOUNT_FEN,
      pressing: z.boolean(),
      householdId: z.uuid().nullable().optional(),
      reason: TEXT,
    },
    correctProblem,
  );
  act(
    'exit',
    'exit.establish',
    '认定应退',
    { nature: z.enum(['1A', '1B', '2', '3']), reason: TEXT, paperIds: PAPERS },
    establishExitByProblem,
  );
  act('exit/none', 'exit.establish', '认定不需退出', { reason: TEXT }, (context, input) =>
    sayFamilyStays(context, input.reason),
  );
  act('exit/withdraw', 'exit.withdraw', '撤回应退认定', { reason: TEXT }, (context, input) =>
    withdrawExitByProblem(context, input.reason),
  );
}
