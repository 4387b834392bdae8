import {
  CLUE_RESULTS,
  type ClueResult,
  isAccusedPerson,
  mayBeSameOffice,
  TRANSFER_RECEIVERS,
  type TransferReceiver,
  trimRegionCode,
} from '@anju/domain';
import { type ActContext, type ActResult, perform, rule } from './act-on-clue.ts';
import { endAnswered } from './handed-down/end-below.ts';
import { lockBelow } from './handed-down/lock-below.ts';
import { accusationOf } from './handlers.ts';
import { settleClue, tellToConclude } from './notices.ts';
import { moveCluster } from './route-clue.ts';
import { listNeighbours, listStaff, readOfficeName } from './staff-store.ts';
import { readClue, type StoredClue } from './store.ts';
import { answerTransfer, insertTransfer, listTransfers, type TransferAnswer } from './transfer-store.ts';
import { dayFault, type Said } from './triage.ts';

export interface TransferInput extends Said {
  readonly receiver: TransferReceiver;
  readonly receiverName: string;
  readonly letterNo: string;
  readonly sentOn: string;
  readonly dueOn: string;
}

/** 移送: another body looks into it; ours waits for receipt and outcome. */
export async function transferClue(context: ActContext, input: TransferInput): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const below = await lockBelow(context);
  const seen = await readClue(tx, actor, context.id);
  const leftOut = seen === null ? null : await whyNotThisReceiver(context, seen, input.receiverName);
  return perform(context, {
    act: 'transfer',
    permission: 'clue.triage',
    text: `${TRANSFER_RECEIVERS[input.receiver]}（${input.receiverName}），${input.letterNo}，请于 ${input.dueOn} 前回复。${input.text}`,
    paperIds: input.paperIds,
    receiver: input.receiver,
    check: (clue) => {
      if (leftOut !== null)
        return rule('left-out', `不能移送给${input.receiverName}：${leftOut}。请选择其他单位。`);
      if (clue.state === 'inquiring' && input.text.length < 2)
        return rule('reason-needed', '核查中移送须写明原因。');
      if (input.dueOn < input.sentOn) return rule('due-before-sent', '回复期限早于发函日期。请核对。');
      return dayFault(context, clue, input.sentOn);
    },
    change: (clue) => ({
      handler_organisation: null,
      handler_department_id: null,
      handler_id: null,
      handler_name: input.receiverName,
      handed_on: clue.handed_on ?? input.sentOn,
    }),
    payload: { receiver: input.receiver },
    after: async (clue) => {
      await endAnswered(context, below);
      await insertTransfer(tx, clue, { id: deps.ids(), ...input });
      // Who looked into it before no longer does.
      await moveCluster(context, clue, clue.county.padEnd(12, '0'));
      await settleClue(tx, deps, clue, ['clue-handle']);
    },
  });
}

/** Why a body of this name must not have the clue, or null: names are typed, so an office hides behind no other. */
async function whyNotThisReceiver(
  { tx }: ActContext,
  clue: StoredClue,
  receiverName: string,
): Promise<string | null> {
  const accusation = await accusationOf(tx, clue);
  const { organisations, departments } = accusation;
  const staff = await listStaff(tx, trimRegionCode(clue.county));
  const accused = staff.filter(({ name }) => isAccusedPerson(accusation, name));
  const ofAccused = [
    ...organisations.map((organisation) => ({ organisation, departmentId: null })),
    ...departments.map((departmentId) => ({ organisation: null, departmentId })),
  ];
  for (const office of ofAccused)
    for (const name of await officeNames(tx, clue, office))
      if (mayBeSameOffice(name, receiverName)) return `是被反映单位（${name}）或其下属单位`;
  for (const { organisation, departmentId } of accused) {
    const office = { organisation: departmentId === null ? organisation : null, departmentId };
    for (const name of await officeNames(tx, clue, office))
      if (mayBeSameOffice(name, receiverName)) return '被反映人在该单位任职';
  }
  return null;
}

interface Office {
  readonly organisation: string | null;
  readonly departmentId: string | null;
}

/** A county's or a prefecture's own office is also called by its bureau's name. */
async function officeNames(
  tx: ActContext['tx'],
  clue: StoredClue,
  office: Office,
): Promise<readonly string[]> {
  const tenants = await listNeighbours(tx, clue.county);
  const bureau = tenants.find(({ county }) => county === office.organisation?.padEnd(6, '0'))?.bureau;
  const name = await readOfficeName(tx, clue.county, office);
  return [name, bureau].filter((one) => one != null);
}

/** The transfer that the receiver has not answered yet, or why there is nothing to record. */
async function openTransfer(
  context: ActContext,
): Promise<{ readonly id: string; readonly sentOn: string; readonly handedTo: string | null } | null> {
  const clue = await readClue(context.tx, context.actor, context.id);
  const last = clue === null ? undefined : (await listTransfers(context.tx, clue)).at(-1);
  if (last === undefined) return null;
  const handedTo = last.handed_clue === null ? null : last.receiver_name;
  return { id: last.id, sentOn: last.sent_on, handedTo };
}

async function recordAnswer(
  context: ActContext,
  act: 'record-receipt' | 'record-return' | 'record-outcome',
  answer: TransferAnswer,
  said: Said,
  more: Pick<Parameters<typeof perform>[1], 'change' | 'after' | 'payload'>,
): Promise<ActResult> {
  const transfer = await openTransfer(context);
  return perform(context, {
    act,
    permission: 'clue.triage',
    text: said.text,
    paperIds: said.paperIds,
    check: (clue) => {
      if (transfer !== null && transfer.handedTo !== null)
        return rule(
          'handed-down',
          `已在系统内转办${transfer.handedTo}，结果由其报来，不用登记。可以下发督办催办。`,
        );
      return transfer !== null && answer.on < transfer.sentOn
        ? rule('before-sent', `日期早于发函的 ${transfer.sentOn}。请核对。`)
        : dayFault(context, clue, answer.on);
    },
    ...more,
    after: async (clue) => {
      if (transfer !== null) await answerTransfer(context.tx, clue, transfer.id, answer);
      await more.after?.(clue);
    },
  });
}

export function recordReceipt(
  context: ActContext,
  input: Said & { readonly on: string; readonly no: string },
): Promise<ActResult> {
  const said = { ...input, text: [`回执 ${input.no}`, input.text].filter(Boolean).join('：') };
  return recordAnswer(context, 'record-receipt', { kind: 'receipt', on: input.on, no: input.no }, said, {
    change: () => ({}),
  });
}

/** The receiver sends it back: it is to be given to somebody again. */
export function recordReturn(context: ActContext, input: Said & { readonly on: string }): Promise<ActResult> {
  return recordAnswer(context, 'record-return', { kind: 'return', on: input.on, reason: input.text }, input, {
    change: () => ({ handler_name: null }),
  });
}

/** What the other body found; another person of ours concludes. */
export function recordOutcome(
  context: ActContext,
  input: Said & { readonly on: string; readonly result: ClueResult },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const said = { ...input, text: `${CLUE_RESULTS[input.result]}：${input.text}` };
  return recordAnswer(context, 'record-outcome', { kind: 'outcome', on: input.on, text: input.text }, said, {
    change: () => ({
      result: input.result,
      result_text: input.text,
      reported_by: actor.id,
      reported_by_name: actor.name,
    }),
    payload: { result: input.result },
    after: (clue) => tellToConclude(tx, deps, clue),
  });
}
