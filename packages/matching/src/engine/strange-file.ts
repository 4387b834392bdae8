import type { RegisterDescription } from '@anju/domain';
import type { OpenTable, ReadFault } from '../reading/index.ts';

type Headed = Pick<OpenTable, 'name' | 'mapping' | 'header'>;

/** Words named in the message. */
const EXAMPLES = 4;

/**
 * The fault of a file in which nothing but a person was recognised: of another register, most likely, whose rows would
 * each be taken for a car, a home or a company. Null for a register that says enough by listing somebody.
 */
export function strangeFault(table: Headed, register: RegisterDescription): ReadFault | null {
  if (register.listing === true || register.join !== 'person') return null;
  const [first] = register.personFields;
  const ofPerson = new Set([first?.id, first?.name]);
  const { fields, series } = table.mapping;
  const telling = [...Object.keys(fields), ...Object.keys(series)].filter((key) => !ofPerson.has(key));
  if (telling.length > 0) return null;
  return {
    code: 'undecided-columns',
    message: `${table.name}：只认出姓名和证件号码，没有一列像${register.label}（如${tellingFields(register)}）。请核对数据种类是否选错，或指定列的对应关系后重新读取`,
    file: table.name,
    seenHeader: table.header.columns.map(({ header }) => header),
  };
}

/** Some fields, besides the person, by which the register is known. */
export function tellingFields({ fields, personFields }: RegisterDescription): string {
  const [person] = personFields;
  const own = fields.filter(({ key }) => key !== person?.id && key !== person?.name).slice(0, EXAMPLES);
  return own.map(({ label }) => label).join('、');
}

/** An empty export says nothing about anybody: it is not taken for a register in which nobody stands. */
export const noRowsFault = (name: string): ReadFault => ({
  code: 'empty',
  message: `${name}：只有表头，没有数据行。请检查导出是否完整；确实没有数据的，不要提供这个文件`,
  file: name,
});

/** Headers of the columns that were taken for no field. */
export function unusedHeaders({ mapping, header }: Pick<Headed, 'mapping' | 'header'>): readonly string[] {
  const used = new Set([
    ...Object.values(mapping.fields).flatMap(({ index, currencies = [] }) => [index, ...currencies]),
    ...Object.values(mapping.series).flatMap(({ months }) => months.map(({ index }) => index)),
  ]);
  return header.columns.flatMap(({ index, header: word }) => (used.has(index) || word === '' ? [] : [word]));
}
