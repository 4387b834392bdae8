import { parseArgs } from 'node:util';
import {
  type CalendarDate,
  isRegisterKind,
  REGISTER_KINDS,
  REGISTERS,
  type RegisterKind,
  readCalendarDate,
} from '@anju/domain';

export interface CheckArguments {
  readonly roster: string;
  readonly registers: readonly { readonly kind: RegisterKind; readonly path: string }[];
  readonly policy: string;
  readonly asOf: CalendarDate;
  readonly out: string;
  /** Mapping file of a register kind, or of the roster. */
  readonly maps: ReadonlyMap<RegisterKind | 'roster', string>;
  /** The day a register's data stand for, where it is not the day judged. */
  readonly dataDates: ReadonlyMap<RegisterKind, CalendarDate>;
  /** 填报单位 of the form; null where it is left to be filled in by hand. */
  readonly unit: string | null;
  readonly explain: string | null;
  readonly memoryLimitMb: number | null;
  readonly threads: number | null;
}

export const USAGE = `用法：
  anju check --roster 花名册 --register 类别=文件 … --policy 标准.json --as-of 日期 --out 目录

  --register 类别=文件    部门数据，可重复；同一类别有几个文件就写几次
  --map 类别=mapping.json 指定列的对应关系（类别写 roster 指花名册），文件如
                          {"name":"人名","plate":"牌照"}：左边是字段，右边是表头原文或从 0 起的列号
  --data-date 类别=日期   该类数据的截止日期，不写按 --as-of
  --unit 单位名称         应退未退情况表的填报单位，不写则留空待填
  --explain 户编号        打印这一户的逐条理由
  --memory MB、--threads N 比对所用内存和线程

写出：findings.jsonl、findings.xlsx、rejects.xlsx、summary.json
退出码：0 完成，2 参数有误，3 有文件无法识别

类别：
${REGISTER_KINDS.map((kind) => `  ${kind.padEnd(18)}${REGISTERS[kind].label}（${REGISTERS[kind].department}）`).join('\n')}
`;

/** What is asked for, or in Chinese what is wrong with the asking and how to put it right. */
export function readCheckArguments(argv: readonly string[]): CheckArguments | string {
  let values: ReturnType<typeof parse>['values'];
  try {
    ({ values } = parse(argv));
  } catch (error) {
    return `参数有误：${error instanceof Error ? shortReason(error) : ''}`;
  }
  const { roster, policy, out } = values;
  if (roster === undefined) return '缺少 --roster：请写明花名册文件。';
  if (policy === undefined) return '缺少 --policy：请写明标准文件（JSON）。';
  if (out === undefined) return '缺少 --out：请写明结果写到哪个目录。';
  const asOf = readCalendarDate(values['as-of'] ?? '');
  if (!asOf.ok) return `--as-of 应为日期，如 2026-06-30；现在是“${values['as-of'] ?? ''}”。`;
  const registers: { readonly kind: RegisterKind; readonly path: string }[] = [];
  for (const text of values.register ?? []) {
    const pair = readPair('--register', text);
    if (typeof pair === 'string') return pair;
    if (pair.kind === 'roster') return '花名册请用 --roster。';
    if (registers.some((other) => other.kind === pair.kind && other.path === pair.value))
      return `同一文件写了两次：${text}。请去掉一次。`;
    registers.push({ kind: pair.kind, path: pair.value });
  }
  const maps = new Map<RegisterKind | 'roster', string>();
  for (const text of values.map ?? []) {
    const pair = readPair('--map', text);
    if (typeof pair === 'string') return pair;
    if (maps.has(pair.kind)) return `--map ${pair.kind} 写了两次。请只留一个。`;
    maps.set(pair.kind, pair.value);
  }
  const dataDates = new Map<RegisterKind, CalendarDate>();
  for (const text of values['data-date'] ?? []) {
    const pair = readPair('--data-date', text);
    if (typeof pair === 'string') return pair;
    const date = readCalendarDate(pair.value);
    if (!date.ok || pair.kind === 'roster') return `--data-date 应如 vehicle=2026-06-15；现在是“${text}”。`;
    if (dataDates.has(pair.kind)) return `--data-date ${pair.kind} 写了两次。请只留一个。`;
    dataDates.set(pair.kind, date.value);
  }
  const memoryLimitMb = readCount(values.memory);
  const threads = readCount(values.threads);
  if (Number.isNaN(memoryLimitMb) || Number.isNaN(threads)) return '--memory 和 --threads 应为正整数。';
  const explain = values.explain ?? null;
  const unit = values.unit ?? null;
  return {
    roster,
    registers,
    policy,
    asOf: asOf.value,
    out,
    maps,
    dataDates,
    unit,
    explain,
    memoryLimitMb,
    threads,
  };
}

const parse = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    options: {
      roster: { type: 'string' },
      register: { type: 'string', multiple: true },
      policy: { type: 'string' },
      'as-of': { type: 'string' },
      out: { type: 'string' },
      map: { type: 'string', multiple: true },
      'data-date': { type: 'string', multiple: true },
      unit: { type: 'string' },
      explain: { type: 'string' },
      memory: { type: 'string' },
      threads: { type: 'string' },
    },
  });

function readPair(
  option: string,
  text: string,
): { readonly kind: RegisterKind | 'roster'; readonly value: string } | string {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1)
    return `${option} 应写成 类别=值，如 vehicle=机动车.csv；现在是“${text}”。`;
  const kind = text.slice(0, at);
  if (kind !== 'roster' && !isRegisterKind(kind))
    return `没有“${kind}”这一类数据。可用的类别：${REGISTER_KINDS.join('、')}。`;
  return { kind, value: text.slice(at + 1) };
}

/** Null when absent, NaN when it is no positive whole number. */
function readCount(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : Number.NaN;
}

function shortReason(error: Error): string {
  const option = /'(-{1,2}[^' ]+)/.exec(error.message)?.[1];
  return option === undefined ? '有不认识的内容，或选项后缺少值。' : `${option} 不认识，或后面缺少值。`;
}
