import { syntheticId } from './synthetic-household.ts';

export const ROSTER_HEADER =
  '户编号,姓名,身份证号,与承租人关系,小区,房号,建筑面积（㎡）,保障类别,月租金（元）,起租日期,到期日期,累计欠租月数,联系电话,社区';

export interface RosterLine {
  readonly n: number;
  readonly name?: string;
  readonly id?: string;
  readonly rent?: string;
  readonly room?: string;
}

/** One line of an invented roster: household `n` of one person. */
export function rosterLine({ n, ...line }: RosterLine): string {
  return [
    `H${String(n).padStart(6, '0')}`,
    line.name ?? '张三',
    line.id ?? syntheticId(n, `19${String(10 + (Math.floor(n / 1000) % 89)).padStart(2, '0')}0315`),
    '本人',
    '幸福家园',
    line.room ?? `1-1-${n}`,
    '50.5',
    '低保',
    line.rent ?? '120',
    '2023.1.1',
    '2026年12月31日',
    '0',
    '13900000000',
    '幸福路社区',
  ].join(',');
}

/** A roster as CSV with a title above the header and a total below. */
export function rosterCsv(lines: readonly RosterLine[]): string {
  return ['某县公租房花名册', ROSTER_HEADER, ...lines.map(rosterLine), `合计,${lines.length}户`].join('\r\n');
}
