import type { DisciplineLevel, FormLevel } from '@anju/domain';
import { z } from 'zod';
import { type RuralHeader, type RuralSignature, ruralHeader, ruralSignature } from '../engine/rural-parts.ts';
import { count, fenOrNull, longText } from '../engine/schema-parts.ts';

/** A figure of the form; null is a blank cell. */
export type Figure = number | null;
export type ByDiscipline = Record<DisciplineLevel, Figure>;
export type ByForm = Record<FormLevel, Figure>;

/** The 34 columns. `persons.total` counts persons, the columns after it count person-times. */
export type F4Figures = {
  found: Figure;
  finished: Figure;
  /** Units that had to review themselves in writing, and units named in a circular. */
  units: { reviewed: Figure; notified: Figure };
  persons: {
    total: Figure;
    party: ByDiscipline;
    administrative: ByDiscipline;
    admonished: Figure;
    organisational: Figure;
    judicial: Figure;
    first: ByForm;
    second: ByForm;
    third: ByForm;
    fourth: ByForm;
  };
  exposure: { times: Figure; problems: Figure; persons: Figure };
  /** Integer fen; the form shows 万元, rounded once. */
  amountFen: Figure;
};

export type F4Header = RuralHeader;

export type F4Data = {
  header: F4Header;
  figures: F4Figures;
  remarks: string;
  /** One to three closed cases of at most 300 characters each; none when the month had none. */
  cases: string[];
  signature: RuralSignature;
};

const figure = () => count().nullable();
const byDiscipline = () => z.strictObject({ county: figure(), township: figure(), belowTownship: figure() });
const byForm = () =>
  z.strictObject({ county: figure(), townshipAndBelow: figure(), villageCadre: figure(), other: figure() });

export const F4_SCHEMA: z.ZodType<F4Data> = z.strictObject({
  header: ruralHeader(),
  figures: z.strictObject({
    found: figure(),
    finished: figure(),
    units: z.strictObject({ reviewed: figure(), notified: figure() }),
    persons: z.strictObject({
      total: figure(),
      party: byDiscipline(),
      administrative: byDiscipline(),
      admonished: figure(),
      organisational: figure(),
      judicial: figure(),
      first: byForm(),
      second: byForm(),
      third: byForm(),
      fourth: byForm(),
    }),
    exposure: z.strictObject({ times: figure(), problems: figure(), persons: figure() }),
    amountFen: fenOrNull(),
  }),
  remarks: longText(),
  cases: z
    .array(longText(2_000).refine((text) => text !== '', { error: '案例不能为空' }))
    .max(20, { error: '案例过多' }),
  signature: ruralSignature(),
});
