import type { Action } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import {
  approveReport,
  lockReportFor,
  type ReportActResult,
  type ReportContext,
  recallReport,
  returnReport,
  sendBackReport,
  submitReport,
  unlockReport,
} from './act-on-report.ts';
import { attachScans } from './files/attach-scans.ts';
import { correctCell, explainFault, typeTexts } from './fill-report.ts';
import type { TypedTexts } from './forms/form-scope.ts';
import { TYPED } from './present-report.ts';
import { answerReport } from './report-problems.ts';
import { receiveSummary } from './stage/receive-summary.ts';

const ID = z.object({ id: z.uuid() });
const VERSION = { version: z.number().int() };
const REASON = z.string().trim().min(2, '请写明原因').max(500);
export const REPORT_DONE = z.object({
  version: z.number().int(),
  state: z.enum(['draft', 'approved', 'submitted', 'returned', 'locked']),
  stateLabel: z.string(),
});

/** Texts that were left empty are not kept: the form then shows the name of who filled or signed. */
const withoutBlanks = (typed: z.infer<typeof TYPED>): TypedTexts =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));

export function reportActRoutes(app: App, deps: Deps): void {
  /** One act on one report: a path, a permission, a body, and the use case that does it. */
  function act<B extends z.ZodRawShape>(
    path: string,
    action: Action | readonly Action[],
    summary: string,
    body: B,
    perform: (context: ReportContext, input: z.infer<z.ZodObject<B>>) => Promise<ReportActResult>,
  ): void {
    const schema = z.object(body);
    app.post(
      `/api/reports/:id/${path}`,
      {
        schema: {
          summary: `报表：${summary}`,
          params: ID,
          body: z.object({ ...VERSION, ...body }),
          response: { 200: REPORT_DONE },
        },
        config: { action },
      },
      (request) =>
        request.inScope(async (tx) => {
          const { version } = z.object(VERSION).parse(request.body);
          const context = { tx, deps, actor: request.actor, id: request.params.id, version };
          return answerReport(await perform(context, schema.parse(request.body)));
        }),
    );
  }

  act(
    'texts',
    'report.fill',
    '填写文字',
    // Without `sends` false they are what is checked, and go to be signed.
    { typed: TYPED, sends: z.boolean().default(true) },
    (context, { typed, sends }) => typeTexts(context, { typed: withoutBlanks(typed), sends }),
  );
  act(
    'corrections',
    'report.fill',
    '更正一格',
    { path: z.string().max(200), text: z.string().max(2000).nullable(), reason: REASON },
    correctCell,
  );
  act(
    'explanations',
    'report.fill',
    '说明一处问题',
    { key: z.string().max(64), reason: z.union([z.literal(''), REASON]) },
    explainFault,
  );
  act(
    'approve',
    'report.approve',
    '审签',
    { remark: z.string().trim().max(500).default('') },
    (context, { remark }) => approveReport(context, remark),
  );
  act('send-back', ['report.approve', 'report.fill'], '退回修改', { reason: REASON }, (context, { reason }) =>
    sendBackReport(context, reason),
  );
  act('submit', 'report.fill', '上报', {}, (context) => submitReport(context));
  act(
    'papers',
    'report.fill',
    '附签章件',
    { paperIds: z.array(z.uuid()).min(1, '请先上传签章件').max(20) },
    (context, { paperIds }) => attachScans(context, paperIds),
  );
  act(
    'received',
    'report.receive',
    '收下县市的文字材料',
    { paperIds: z.array(z.uuid()).min(1, '请先上传文字材料').max(20), receivedOn: DAY_INPUT },
    receiveSummary,
  );
  act('return', 'report.review', '退回下级', { reason: REASON }, (context, { reason }) =>
    returnReport(context, reason),
  );
  act('lock', 'report.review', '锁定', {}, (context) => lockReportFor(context));
  act('unlock', 'report.review', '解除锁定', { reason: REASON }, (context, { reason }) =>
    unlockReport(context, reason),
  );
  act('recall', 'report.approve', '收回重报', { reason: REASON }, (context, { reason }) =>
    recallReport(context, reason),
  );
}
