import type { CampaignFormCode } from '@anju/domain';
import type { Json } from '../../../platform/json.ts';
import { valueAt } from '../stable-path.ts';

/** A figure by which counties are compared beside each other. */
export interface ComparedFigure {
  readonly name: string;
  readonly of: (data: Json) => number;
}

const figure = (name: string, path: string): ComparedFigure => ({
  name,
  of: (data) => numberOf(valueAt(data, path)),
});

const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

const rowsOf = (data: Json, list: string): readonly Json[] => {
  const rows = valueAt(data, list);
  return Array.isArray(rows) ? rows : [];
};

const rowSum = (name: string, column: string): ComparedFigure => ({
  name,
  of: (data) => rowsOf(data, 'rows').reduce<number>((sum, row) => sum + numberOf(valueAt(row, column)), 0),
});

const FIGURES: Readonly<Record<CampaignFormCode, readonly ComparedFigure[]>> = {
  F1: [
    {
      name: '问题',
      of: (data) =>
        ['1', '2', '3', '3-2', '4', '5', '6', '7', '8', '9'].reduce(
          (sum, line) => sum + rowsOf(data, `lines.${line}`).length,
          0,
        ),
    },
  ],
  F2: [figure('发现', 'row.found'), figure('完成', 'row.finished')],
  F3: [rowSum('应清退', 'shouldExit'), rowSum('已清退', 'exited')],
  F4: [figure('发现', 'figures.found'), figure('完成', 'figures.finished')],
  F5: [{ name: '线索', of: (data) => rowsOf(data, 'rows').length }],
  F6: [{ name: '联络人', of: (data) => rowsOf(data, 'contacts').length }],
};

/** At most two figures of a form, for one chart. */
export const comparedFigures = (form: CampaignFormCode): readonly ComparedFigure[] => FIGURES[form];
