import type { F1LineCode } from '@anju/domain';
import type { ComputedForm, FormContext } from './form-scope.ts';
import { listedSources } from './listed-sources.ts';
import { type ListedProblem, listProblems } from './problem-store.ts';
import { rectificationOf } from './rectification-of.ts';
import { type SourceRef, sourceRef } from './source-ref.ts';

const LINES: readonly F1LineCode[] = ['1', '2', '3', '3-2', '4', '5', '6', '7', '8', '9'];

/** A cell of a workbook holds 32,767 characters; beyond that the form says how many more there are. */
const MOST_CHARACTERS = 30_000;
const REST = 'rest';

interface PrintedLine {
  readonly key: string;
  readonly description: string;
  readonly rectification: string;
  readonly refs: readonly SourceRef[];
}

/** The problems of a row as long as they fit its cells; the rest as one line with their number. */
function printLine(problems: readonly ListedProblem[]): readonly PrintedLine[] {
  const lines: PrintedLine[] = [];
  let used = 0;
  for (const [at, problem] of problems.entries()) {
    const rectification = rectificationOf(problem);
    used += Math.max(problem.description.length, rectification.length) + 8;
    if (used > MOST_CHARACTERS) {
      const rest = problems.slice(at);
      lines.push({
        key: REST,
        description: `其余 ${rest.length} 个问题见整改台账。`,
        rectification: '见整改台账。',
        refs: rest.map(({ id }) => sourceRef('problem', id)),
      });
      break;
    }
    lines.push({
      key: problem.id,
      description: problem.description,
      rectification,
      refs: [sourceRef('problem', problem.id)],
    });
  }
  return lines;
}

/** Two categories may number their items alike. */
const itemKey = (category: string, item: string) => `${category} ${item}`;

/** F1: the campaign's problems under their preprinted rows; what fits none stands in row 9. */
export async function computeF1(context: FormContext): Promise<ComputedForm> {
  const { tx, campaign } = context;
  const lineByItem = new Map(
    campaign.content.categories.flatMap(({ code, items }) =>
      items.map((item) => [itemKey(code, item.code), item.f1Line]),
    ),
  );
  const problems = await listProblems(tx, context);
  const lineOf = ({ category, item }: ListedProblem): F1LineCode =>
    lineByItem.get(itemKey(category, item ?? '')) ?? '9';
  const cells = new Map<string, readonly SourceRef[]>();
  const rowKeys: Record<string, readonly string[]> = {};
  const lines = LINES.map((code) => {
    const printed = printLine(problems.filter((problem) => lineOf(problem) === code));
    rowKeys[`lines.${code}`] = printed.map(({ key }) => key);
    for (const [at, { refs }] of printed.entries()) {
      cells.set(`lines.${code}.${at}.description`, refs);
      cells.set(`lines.${code}.${at}.rectification`, refs);
    }
    return [code, printed.map(({ description, rectification }) => ({ description, rectification }))] as const;
  });
  return {
    data: {
      header: { unitName: context.unit, year: campaign.year, reportDate: context.reportDate },
      lines: Object.fromEntries(lines),
    },
    rowKeys,
    sources: listedSources(cells),
  };
}
