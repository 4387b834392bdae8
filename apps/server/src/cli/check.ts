import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type CheckArguments, readCheckArguments } from './check/arguments.ts';
import { explainFamily } from './check/explain.ts';
import { OutputFault, Outputs } from './check/outputs.ts';
import { performCheck, UnknownHousehold } from './check/perform-check.ts';
import { progressOn } from './check/progress.ts';
import { InputFault } from './check/read-inputs.ts';
import type { CommandStreams } from './form.ts';

export { USAGE } from './check/arguments.ts';

const DONE = 0;
const BAD_ARGUMENTS = 2;
const NOT_UNDERSTOOD = 3;
const INTERRUPTED = 130;

/** `anju check …`; the arguments are those after "check". */
export async function runCheck(
  argv: readonly string[],
  io: CommandStreams,
  clock: Pick<Clock, 'today'> = systemClock,
): Promise<number> {
  const asked = readCheckArguments(argv);
  if (typeof asked === 'string') {
    io.stderr.write(`${asked}\n参数说明：anju check --help\n`);
    return BAD_ARGUMENTS;
  }
  const missing = await missingFile(asked);
  if (missing !== null) {
    io.stderr.write(`找不到文件 ${missing}。请检查路径和文件名。\n`);
    return BAD_ARGUMENTS;
  }
  if (asked.asOf > clock.today())
    io.stderr.write(`注意：基准日 ${asked.asOf} 还没有到，到期和时长都按那一天算。请核对 --as-of。\n`);
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  const outputs = new Outputs(asked.out);
  const progress = progressOn(io.stderr);
  try {
    const { summary, explained } = await performCheck(asked, outputs, progress, abort.signal);
    if (explained !== null) io.stdout.write(explainFamily(explained.household, explained.outcomes));
    const rules = Object.values(summary.findings.fail);
    const silent = Object.values(summary.rulesNotJudged);
    if (silent.length > 0)
      io.stderr.write(`没有评判任何家庭的项目（标准未作规定，或没有涉及的家庭）：${silent.join('、')}\n`);
    const findings = rules.reduce((total, { exact, probable }) => total + exact + probable, 0);
    io.stdout.write(
      `完成：${summary.roster.judged} 户中 ${summary.findings.households} 户有疑点，共 ${findings} 条；用时 ${summary.seconds.total} 秒，结果在 ${asked.out}\n`,
    );
    return DONE;
  } catch (error) {
    progress.done();
    await outputs.discard();
    if (abort.signal.aborted) {
      io.stderr.write('已取消，没有改动任何结果文件。\n');
      return INTERRUPTED;
    }
    if (error instanceof OutputFault) {
      io.stderr.write(`${error.message}\n`);
      return BAD_ARGUMENTS;
    }
    if (error instanceof UnknownHousehold) {
      io.stderr.write(`花名册里没有户编号“${error.message}”。请核对 --explain。\n`);
      return BAD_ARGUMENTS;
    }
    if (error instanceof InputFault) {
      io.stderr.write(`${error.message}\n`);
      return NOT_UNDERSTOOD;
    }
    if (!isFileFault(error)) throw error;
    io.stderr.write(`${asked.out}：写不进（${error.code}），请核对目录、权限和磁盘空间。\n`);
    return BAD_ARGUMENTS;
  } finally {
    process.off('SIGINT', stop);
  }
}

function isFileFault(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
  );
}

async function missingFile(asked: CheckArguments): Promise<string | null> {
  const paths = [
    asked.roster,
    asked.policy,
    ...asked.registers.map(({ path }) => path),
    ...asked.maps.values(),
  ];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null) return path;
    if (!found.isFile()) return `${path}（${basename(path)} 不是文件）`;
  }
  return null;
}
