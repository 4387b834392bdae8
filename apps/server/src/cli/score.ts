import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CommandStreams } from './form.ts';
import { compareAnswers } from './score/compare-answers.ts';
import { LinesFault, readFindings, readTruth } from './score/read-lines.ts';
import { scoreTable } from './score/score-table.ts';

const DONE = 0;
const IMPERFECT = 1;
const BAD_ARGUMENTS = 2;
const NOT_UNDERSTOOD = 3;

export const USAGE = `用法：anju score --truth truth.jsonl --findings findings.jsonl [--require-perfect]
  逐条规则列出查全率和查准率。“不可比”的不计，答案中标为可有可无的不计。
  --require-perfect  有漏查、误查或可信度不符时以 1 退出
`;

/** `anju score …`; the arguments are those after "score". Exit code 0 done, 1 not perfect, 2 bad arguments, 3 a file not understood. */
export async function runScore(argv: readonly string[], io: CommandStreams): Promise<number> {
  let values: ReturnType<typeof parse>['values'];
  try {
    values = parse(argv).values;
  } catch {
    io.stderr.write(`参数有误：有不认识的选项，或选项后缺少文件名。\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  const { truth, findings } = values;
  if (truth === undefined || findings === undefined) {
    io.stderr.write(`请用 --truth 写明答案文件，用 --findings 写明比对结果。\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  for (const path of [truth, findings]) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) continue;
    io.stderr.write(`找不到文件 ${path}。请检查路径和文件名。\n`);
    return BAD_ARGUMENTS;
  }
  try {
    const score = compareAnswers(await readTruth(truth), await readFindings(findings));
    io.stdout.write(scoreTable(score));
    const perfect = score.missing.length + score.extra.length + score.misjudged.length === 0;
    return values['require-perfect'] === true && !perfect ? IMPERFECT : DONE;
  } catch (error) {
    if (!(error instanceof LinesFault)) throw error;
    io.stderr.write(`${error.message}\n`);
    return NOT_UNDERSTOOD;
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      truth: { type: 'string' },
      findings: { type: 'string' },
      'require-perfect': { type: 'boolean' },
    },
  });
}
