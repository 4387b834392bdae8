import type { Json } from '../../platform/json.ts';
import { performOnReport, type ReportActResult, type ReportContext } from './act-on-report.ts';
import { computeReport } from './compute-report.ts';
import { correctionWords, readCorrection } from './correct-form.ts';
import { askForSignature } from './due/await-signature.ts';
import type { TypedTexts } from './forms/form-scope.ts';
import { type ReportChange, type ReportRow, readReport } from './report-store.ts';
import { stablePath, valueAt } from './stable-path.ts';

/** What was sent to be signed names who filled it last; an earlier signature no longer holds. */
const filling = ({ actor }: ReportContext, sends: boolean): Pick<ReportChange, 'filled' | 'approved'> => ({
  ...(sends ? { filled: { by: actor.id, byName: actor.name } } : {}),
  approved: null,
});

/** A change on the desk sends nothing; of what is with the leader already, it is one more to be signed. */
const changing = (context: ReportContext, row: ReportRow) => filling(context, row.filled_by !== null);

/** What was filled in may be ready for the leader now, or no longer. */
export async function askAfter({ tx, deps, actor, id }: ReportContext): Promise<void> {
  const row = await readReport(tx, actor.scope, id);
  if (row !== null) await askForSignature(tx, deps, row);
}

async function fill(
  context: ReportContext,
  what: {
    readonly did: string;
    readonly note: string;
    readonly change: Parameters<typeof performOnReport>[1]['change'];
  },
): Promise<ReportActResult> {
  const result = await performOnReport(context, {
    act: 'fill',
    permission: 'report.fill',
    note: what.note,
    payload: { filled: what.did },
    change: what.change,
  });
  if (result.status === 'done') await askAfter(context);
  return result;
}

/** The texts of the form that no record holds; a form that was sent as a file is computed again. `sends`: to be signed. */
export function typeTexts(
  context: ReportContext,
  { typed, sends }: { readonly typed: TypedTexts; readonly sends: boolean },
): Promise<ReportActResult> {
  return fill(context, {
    did: 'texts',
    note: '',
    change: async ({ row }) => {
      const { stage, rollUp } = row.typed;
      const kept = {
        ...typed,
        ...(stage === undefined ? {} : { stage }),
        ...(rollUp === undefined ? {} : { rollUp }),
      };
      return { ...(sends ? filling(context, true) : changing(context, row)), typed: kept, received: null };
    },
  });
}

/** Keeps the figures of a summary in words as they are today. */
export function keepFigures(context: ReportContext, stage: Json): Promise<ReportActResult> {
  return fill(context, {
    did: 'figures',
    note: '',
    change: async ({ row }) => ({
      ...filling(context, true),
      typed: { ...row.typed, stage },
      received: null,
    }),
  });
}

/** Keeps which of the counties' versions the prefecture's form was put together from. */
export function keepParts(context: ReportContext, rollUp: readonly string[]): Promise<ReportActResult> {
  return fill(context, {
    did: 'roll-up',
    note: '',
    change: async ({ row }) => ({ ...filling(context, true), typed: { ...row.typed, rollUp } }),
  });
}

/** Sets a value by hand over the computed one, with the reason; `text` null takes the correction back. */
export function correctCell(
  context: ReportContext,
  correction: { readonly path: string; readonly text: string | null; readonly reason: string },
): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  const { path, text, reason } = correction;
  return fill(context, {
    did: text === null ? 'correction-removed' : 'correction',
    note: reason,
    change: async ({ row, report }) => {
      if (report === null || report.basis !== 'records')
        return { status: 'refused', reason: 'invalid', path, message: '这张表没有可更正的格子。' };
      const computed = await computeReport(tx, deps, report);
      const key = stablePath(path, computed.rowKeys);
      if (text === null) {
        const { [key]: removed = row.corrections[path], [path]: _, ...kept } = row.corrections;
        const told = { from: removed?.value, to: valueAt(computed.data, path), reason };
        const said = `撤去更正，${correctionWords(report.form, path, told)}`;
        return { ...changing(context, row), corrections: kept, said };
      }
      const reading = readCorrection(report.form, computed.data, path, text);
      if (reading.status === 'refused')
        return { status: 'refused', reason: 'invalid', path, message: reading.message };
      const { value, computed: was } = reading;
      const at = deps.clock.now().toISOString();
      const from = row.corrections[key]?.value ?? was;
      return {
        ...changing(context, row),
        said: `更正 ${correctionWords(report.form, path, { from, to: value, reason })}`,
        corrections: { ...row.corrections, [key]: { value, computed: was, reason, byName: actor.name, at } },
      };
    },
  });
}

/** Says why a fault is right all the same; an empty reason takes that back. */
export function explainFault(
  context: ReportContext,
  { key, reason }: { readonly key: string; readonly reason: string },
): Promise<ReportActResult> {
  const { deps, actor } = context;
  return fill(context, {
    did: 'explanation',
    note: reason,
    change: async ({ row, report }) => {
      const fault = report?.faults.find((one) => one.key === key);
      if (fault === undefined)
        return { status: 'refused', reason: 'invalid', path: 'key', message: '这处问题已不存在，请刷新。' };
      if (!fault.explainable)
        return {
          status: 'refused',
          reason: 'invalid',
          path: 'key',
          message: '这处问题不能用说明代替，请在来源处改正。',
        };
      const { [key]: _, ...others } = row.explanations;
      const at = deps.clock.now().toISOString();
      const explained =
        reason === '' ? {} : { [key]: { message: fault.message, reason, byName: actor.name, at } };
      return { ...changing(context, row), explanations: { ...others, ...explained } };
    },
  });
}
