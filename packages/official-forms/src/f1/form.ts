import { printCampaignDate, readCampaignDate } from '../engine/campaign-date.ts';
import { type Form, makeForm } from '../engine/form.ts';
import type { Scalar } from '../engine/layout.ts';
import { printNumbered, readNumbered } from '../engine/numbered-lines.ts';
import { placeInTable } from '../engine/place.ts';
import type { Fault } from '../fault.ts';
import { F1_SCHEMA, type F1Data, type F1Line } from './data.ts';
import { F1_LAYOUT, F1_LINES, F1_TITLE, F1_YEAR } from './layout.ts';

/** F1: the problem list of a special campaign, with the ledger. */
export const F1: Form<F1Data> = makeForm<F1Data>({
  code: 'F1',
  title: F1_TITLE,
  layout: F1_LAYOUT,
  schema: F1_SCHEMA,
  flatten: ({ header, lines }) => ({
    slots: {
      unitName: header.unitName,
      reportDate: printCampaignDate(header.year ?? F1_YEAR, header.reportDate),
    },
    rows: F1_LINES.map(({ line }) => ({
      lines: [
        {
          description: printNumbered(lines[line].map(({ description }) => description)),
          rectification: printNumbered(lines[line].map(({ rectification }) => rectification)),
        },
      ],
    })),
  }),
  raise: ({ slots, rows }) => ({
    header: { unitName: slots.unitName, ...readCampaignDate(slots.reportDate ?? '', F1_YEAR) },
    lines: Object.fromEntries(
      F1_LINES.map(({ line }, index) => [line, problemsOf(rows[index]?.lines[0] ?? {})]),
    ),
  }),
  place: (path) => {
    const [part, line, , column] = path.map(String);
    if (part !== 'lines') return placeInTable(path);
    const row = F1_LINES.findIndex((preprinted) => preprinted.line === line);
    return row < 0 ? null : { row, line: 0, column: column ?? 'description' };
  },
  check: checkF1,
});

function problemsOf(cells: Readonly<Record<string, Scalar>>): unknown {
  const descriptions = readNumbered(String(cells.description ?? ''));
  const rectifications = readNumbered(String(cells.rectification ?? ''));
  // More answers than problems: the schema refuses the problem without a description, at its cell.
  return Array.from({ length: Math.max(descriptions.length, rectifications.length) }, (_, index) => ({
    description: descriptions[index] ?? '',
    rectification: rectifications[index] ?? '',
  }));
}

function checkF1(data: F1Data): readonly Fault[] {
  const lines: readonly F1Line[] = F1_LINES.map(({ line }) => line);
  return lines.flatMap((line) =>
    data.lines[line].flatMap(({ rectification }, index): readonly Fault[] =>
      rectification === ''
        ? [
            {
              code: 'value-missing',
              path: `lines.${line}.${index}.rectification`,
              message: `第 ${index + 1} 个问题没有整改情况，请填写；尚未整改的写明措施和时限。`,
            },
          ]
        : [],
    ),
  );
}
