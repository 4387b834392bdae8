import { raiseFigures } from '@anju/official-forms';
import { countF4, F4_PATHS, listTypicalCases, recordsOfF4 } from './figures-store.ts';
import type { ComputedForm, FormContext } from './form-scope.ts';
import { ruralHeader, ruralSignature } from './rural-parts.ts';
import { sourceRef } from './source-ref.ts';

/** Source 4: 报了结案例 1—3 个. */
const MOST_CASES = 3;

const FIGURES = 'figures.';

/** F4: found, finished and punished in the period, with the month's typical cases. */
export async function computeF4(context: FormContext): Promise<ComputedForm> {
  const { tx, typed, period } = context;
  const figures = await countF4(tx, context);
  const written = await listTypicalCases(tx, context, period.period);
  const chosen =
    typed.cases === undefined
      ? written.slice(0, MOST_CASES)
      : typed.cases.flatMap((id) => written.filter((one) => one.id === id));
  const caseRefs = new Map(chosen.map(({ id }, at) => [`cases.${at}`, [sourceRef('typical-case', id)]]));
  const paths = F4_PATHS.map((path) => `${FIGURES}${path}`);
  return {
    data: {
      header: ruralHeader(context),
      figures: raiseFigures(figures),
      remarks: typed.remarks ?? '',
      cases: chosen.map(({ text }) => text),
      signature: ruralSignature(typed),
    },
    rowKeys: { cases: chosen.map(({ id }) => id) },
    sources: {
      has: (path) => paths.includes(path) || caseRefs.has(path),
      of: async (path, most) =>
        caseRefs.get(path) ?? (await recordsOfF4(tx, context, path.slice(FIGURES.length), most)),
      paths: [...paths, ...caseRefs.keys()],
    },
  };
}
