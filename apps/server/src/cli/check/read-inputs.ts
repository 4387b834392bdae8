import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CalendarDate, type PolicyPack, type RegisterKind, readPolicyPack } from '@anju/domain';
import type { ColumnChoice, MappingOverride } from '@anju/matching';
import { z } from 'zod';

/** A file of the command that is not what it should be; `message` is Chinese, a line for each fault. */
export class InputFault extends Error {}

/** The standards to judge by on the day `asOf`. Throws InputFault where they are not understood or not in force then. */
export async function readPolicy(path: string, asOf: CalendarDate): Promise<PolicyPack> {
  const read = readPolicyPack(await readJson(path));
  if (read.ok) {
    const { effectiveFrom, effectiveTo } = read.value;
    if (effectiveFrom <= asOf && (effectiveTo === undefined || asOf <= effectiveTo)) return read.value;
    const span =
      effectiveTo === undefined ? `${effectiveFrom} 起施行` : `${effectiveFrom} 至 ${effectiveTo} 有效`;
    throw new InputFault(
      `${basename(path)} 在 ${asOf} 不是有效的标准：${span}。请换用当日有效的标准，或核对 --as-of。`,
    );
  }
  const lines = read.error.map(
    ({ path: at, message, remedy }) => `  ${at === '' ? '（整体）' : at}：${message}，${remedy}`,
  );
  throw new InputFault(`${basename(path)} 不是完整的标准文件：\n${lines.join('\n')}`);
}

const CHOICE: z.ZodType<ColumnChoice> = z.union([
  z.number().int().nonnegative(),
  z.string(),
  z.null(),
  z
    .strictObject({
      column: z.union([z.number().int().nonnegative(), z.string()]),
      unit: z.string().optional(),
    })
    .transform(({ column, unit }) => (unit === undefined ? { column } : { column, unit })),
  z.array(z.union([z.number().int().nonnegative(), z.string()])),
]);
const COLUMNS = z.record(z.string(), CHOICE);
const OVERRIDE = z.strictObject({
  columns: COLUMNS,
  sheet: z.string().optional(),
  headerRows: z.array(z.number().int().positive()).optional(),
});

/** A mapping file: `{"columns": {"id": "证件号"}}`, or the columns alone. */
export async function readMappings(
  paths: ReadonlyMap<RegisterKind | 'roster', string>,
): Promise<ReadonlyMap<RegisterKind | 'roster', MappingOverride>> {
  const mappings = new Map<RegisterKind | 'roster', MappingOverride>();
  for (const [kind, path] of paths) mappings.set(kind, await readMapping(path));
  return mappings;
}

async function readMapping(path: string): Promise<MappingOverride> {
  const json = await readJson(path);
  const whole = OVERRIDE.safeParse(json);
  if (whole.success) {
    const { columns, sheet, headerRows } = whole.data;
    return {
      columns,
      ...(sheet === undefined ? {} : { sheet }),
      ...(headerRows === undefined ? {} : { headerRows }),
    };
  }
  const columns = COLUMNS.safeParse(json);
  if (columns.success) return { columns: columns.data };
  throw new InputFault(
    `${basename(path)} 不是列对应文件。应如 {"columns": {"id": "证件号码", "name": "权利人"}}，列写表头文字或从 0 起的列号。`,
  );
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new InputFault(`${basename(path)} 不是 JSON 文件，请检查引号和逗号，并以 UTF-8 保存。`);
  }
}
