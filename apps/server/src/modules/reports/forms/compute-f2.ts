import type { ComputedForm, FormContext } from './form-scope.ts';
import { countF2, F2_FIGURES, recordsOfF2 } from './problem-store.ts';

/** F2: the month's figures, or since the campaign began, as its plan says. */
export async function computeF2(context: FormContext): Promise<ComputedForm> {
  const { tx, campaign, typed } = context;
  const figures = await countF2(tx, context);
  const paths = F2_FIGURES.map((figure) => `row.${figure}`);
  return {
    data: {
      header: {
        year: campaign.year,
        place: campaign.place,
        unitName: context.unit,
        filler: typed.filler ?? '',
        reportDate: context.reportDate,
      },
      row: { ...figures, obstacles: typed.obstacles ?? '' },
    },
    rowKeys: {},
    sources: {
      has: (path) => paths.includes(path),
      of: async (path, most) => {
        const figure = F2_FIGURES.find((one) => `row.${one}` === path);
        return figure === undefined ? [] : (await recordsOfF2(tx, context, figure)).slice(0, most);
      },
      paths,
    },
  };
}
