import { parseArgs } from 'node:util';
import {
  type CalendarDate,
  isRegisterKind,
  REGISTER_KINDS,
  type RegisterKind,
  readCalendarDate,
  readRegionCode,
} from '@anju/domain';
import { MOST_POPULATION, writeDemoCounty } from '@anju/matching';
import type { CommandStreams } from './form.ts';

const DONE = 0;
const BAD_ARGUMENTS = 2;
const MOST_HOUSEHOLDS = 2_000_000;

export const USAGE = `用法：anju demo --out 目录 [--households 300] [--population 20000] [--seed 1]
  --households  花名册户数
  --population  各登记中花名册以外的人数，最多 ${MOST_POPULATION}
  --seed        同一个值写出同一个县
  --as-of       数据日期，默认 2026-06-30
  --county      六位行政区划代码，默认 652301
  --shape       varied 各部门常见的各种格式（默认）；plain 全部为 UTF-8 CSV，每人一辆车
  --only        只写这些登记，可重复，如 --only vehicle
写出 roster、各登记、policy.json、truth.jsonl（应查出的疑点）和 not-findings.jsonl（不应查出的情形）。
人员全部虚构。
`;

interface DemoArguments {
  readonly dir: string;
  readonly households: number;
  readonly population: number;
  readonly seed: string;
  readonly asOf: CalendarDate;
  readonly county: string;
  readonly shape: 'varied' | 'plain';
  readonly only?: readonly RegisterKind[];
}

/** `anju demo …`; the arguments are those after "demo". Exit code 0 done, 2 bad arguments or a folder that can't be written. */
export async function runDemo(argv: readonly string[], io: CommandStreams): Promise<number> {
  const asked = readArguments(argv);
  if (typeof asked === 'string') {
    io.stderr.write(`${asked}\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  try {
    const files = await writeDemoCounty(asked);
    const rows = files.registers.reduce((sum, register) => sum + register.rows, 0);
    io.stdout.write(
      `已在 ${asked.dir} 写出示例县：${asked.households} 户 ${files.members} 人，${files.registers.length} 份登记共 ${rows} 行。\n`,
    );
    return DONE;
  } catch (error) {
    if (!isFileFault(error)) throw error;
    io.stderr.write(`${asked.dir}：写不进（${error.code}），请核对目录、权限和磁盘空间。\n`);
    return BAD_ARGUMENTS;
  }
}

function isFileFault(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
  );
}

/** What is asked for, or what is wrong with the asking. */
function readArguments(argv: readonly string[]): DemoArguments | string {
  let values: ReturnType<typeof parse>['values'];
  try {
    values = parse(argv).values;
  } catch {
    return '参数有误：有不认识的选项，或选项后缺少值。';
  }
  const { out, county, seed, shape } = values;
  if (out === undefined || out === '') return '请用 --out 写明要写出的目录。';
  const households = readCount(values.households, MOST_HOUSEHOLDS);
  if (households === null) return `--households 应是 1 至 ${MOST_HOUSEHOLDS} 的整数。`;
  const population = readCount(values.population, MOST_POPULATION);
  if (population === null) return `--population 应是 1 至 ${MOST_POPULATION} 的整数。`;
  const asOf = readCalendarDate(values['as-of']);
  if (!asOf.ok) return `--as-of：${asOf.error.message}。`;
  if (county.length !== 6 || readRegionCode(county) === null) return '--county 应是六位行政区划代码。';
  if (shape !== 'varied' && shape !== 'plain') return '--shape 只能是 varied 或 plain。';
  const only = values.only ?? [];
  const unknown = only.find((kind) => !isRegisterKind(kind));
  if (unknown !== undefined) return `--only：没有“${unknown}”这种登记，可选：${REGISTER_KINDS.join('、')}。`;
  const kinds = only.filter(isRegisterKind);
  return {
    dir: out,
    households,
    population,
    seed,
    asOf: asOf.value,
    county,
    shape,
    ...(kinds.length > 0 ? { only: kinds } : {}),
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      out: { type: 'string' },
      households: { type: 'string', default: '300' },
      population: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      'as-of': { type: 'string', default: '2026-06-30' },
      county: { type: 'string', default: '652301' },
      shape: { type: 'string', default: 'varied' },
      only: { type: 'string', multiple: true },
    },
  });
}

function readCount(text: string, most: number): number | null {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= most ? count : null;
}
