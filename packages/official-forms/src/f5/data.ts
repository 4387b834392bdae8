import { z } from 'zod';
import { type RuralHeader, type RuralSignature, ruralHeader, ruralSignature } from '../engine/rural-parts.ts';
import { count, fenOrNull, longText, shortText } from '../engine/schema-parts.ts';

export type F5Person = { name: string; post: string; level: string };

export type F5Row = {
  /** From the campaign's list, like `level` and `disposal`. */
  source: string;
  /** To district level, or the unit. */
  place: string;
  /** One to three. */
  persons: F5Person[];
  /** At most 300 characters (code points). */
  summary: string;
  /** Integer fen; null is a blank cell. */
  amountFen: number | null;
  disposal: string;
  rectification: string;
  recoveredFen: number | null;
  /** Persons held to account. */
  accountable: number | null;
};

export type F5Header = RuralHeader;

export type F5Data = { header: F5Header; rows: F5Row[]; signature: RuralSignature };

export const F5_SCHEMA: z.ZodType<F5Data> = z.strictObject({
  header: ruralHeader(),
  rows: z.array(
    z.strictObject({
      source: shortText(40),
      place: shortText(),
      persons: z
        .array(z.strictObject({ name: shortText(60), post: shortText(), level: shortText(40) }))
        .max(20, { error: '人数过多' }),
      summary: longText(2_000),
      amountFen: fenOrNull(),
      disposal: shortText(40),
      rectification: longText(2_000),
      recoveredFen: fenOrNull(),
      accountable: count().nullable(),
    }),
  ),
  signature: ruralSignature(),
});
