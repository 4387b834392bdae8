import type { ColumnMapping } from '../types.ts';
import type { ColumnHeader, FieldWords } from './field-words.ts';

const CURRENCY = /(?:币种|币别|货币)(?:种类|类型|类别|名称|代码)?$/u;
/** The amount is in yuan whatever the money was. */
const IN_YUAN = /人民币|本币|rmb|cny|折/u;

/**
 * Adds to each amount the columns that say in which money it is: that of its own name (注册资本, 注册资本币种), else
 * those that name no other amount.
 */
export function withCurrencies(
  mapping: ColumnMapping,
  headers: readonly ColumnHeader[],
  fields: readonly FieldWords[],
): ColumnMapping {
  const currencies = headers.flatMap((header) => {
    const text = textOf(header);
    return CURRENCY.test(text) ? [{ index: header.index, of: text.replace(CURRENCY, '') }] : [];
  });
  if (currencies.length === 0) return mapping;
  const amounts = fields.flatMap(({ field: { key, type } }) => {
    const column = type === 'money' ? mapping.fields[key] : undefined;
    const header = headers.find(({ index }) => index === column?.index);
    return column === undefined || header === undefined ? [] : [{ key, column, header }];
  });
  const names = ({ of }: { of: string }, header: ColumnHeader) => of !== '' && textOf(header).startsWith(of);
  const shared = currencies.filter((currency) => !amounts.some(({ header }) => names(currency, header)));
  const found = amounts.flatMap(({ key, column, header }) => {
    if (IN_YUAN.test(`${header.groupText}${header.ownText}`.toLowerCase())) return [];
    const own = currencies.filter((currency) => names(currency, header));
    const said = (own.length > 0 ? own : shared).map(({ index }) => index);
    return said.length === 0 ? [] : [[key, { ...column, currencies: said }] as const];
  });
  return { ...mapping, fields: { ...mapping.fields, ...Object.fromEntries(found) } };
}

const textOf = ({ group, own }: ColumnHeader): string => `${group?.key ?? ''}${own.key}`;
