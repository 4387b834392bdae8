import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Fault, FORMS, type Form, type FormCode, faultLine } from '@anju/official-forms';

/** Where a command writes; the process's own streams, or a test's. */
export interface CommandStreams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

const DONE = 0;
const BAD_ARGUMENTS = 2;
const NOT_UNDERSTOOD = 3;

/** No form and no form's data comes near; a larger file is a wrong one and is not read into memory. */
const MOST_BYTES = 64 * 1024 * 1024;

export const USAGE = `用法：
  anju form F1…F6 --empty --out 文件.xlsx            写出空白表
  anju form F1…F6 --data 文件.json --out 文件.xlsx   按数据写出填好的表
  anju form F1…F6 --read 文件.xlsx                   读出表中数据（JSON）
  anju form F1…F6 --check 文件.xlsx                  核对，逐行列出问题和单元格
  anju form F1…F6 --schema                           打印数据的 JSON Schema
`;

type Work =
  | { readonly kind: 'empty'; readonly out: string }
  | { readonly kind: 'data'; readonly file: string; readonly out: string }
  | { readonly kind: 'read' | 'check'; readonly file: string }
  | { readonly kind: 'schema' };

/** `anju form …`; the arguments are those after "form". Exit code 0 done, 2 bad arguments, 3 a file not understood. */
export async function runForm(argv: readonly string[], io: CommandStreams): Promise<number> {
  const request = readArguments(argv);
  if (typeof request === 'string') {
    io.stderr.write(`${request}\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  const { code, work } = request;
  switch (code) {
    case 'F1':
      return await perform(FORMS.F1, work, io);
    case 'F2':
      return await perform(FORMS.F2, work, io);
    case 'F3':
      return await perform(FORMS.F3, work, io);
    case 'F4':
      return await perform(FORMS.F4, work, io);
    case 'F5':
      return await perform(FORMS.F5, work, io);
    case 'F6':
      return await perform(FORMS.F6, work, io);
  }
}

/** What is asked for, or what is wrong with the asking. */
function readArguments(argv: readonly string[]): { code: FormCode; work: Work } | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch {
    return '参数有误：有不认识的选项，或选项后缺少文件名。';
  }
  const { values, positionals } = parsed;
  const [code, ...more] = positionals;
  if (!isFormCode(code) || more.length > 0) return '请写明一张表的编号：F1、F2、F3、F4、F5 或 F6。';
  const chosen = (['empty', 'data', 'read', 'check', 'schema'] as const).filter(
    (name) => values[name] !== undefined && values[name] !== false,
  );
  if (chosen.length !== 1) return '请在 --empty、--data、--read、--check、--schema 中选且只选一个。';
  const { out } = values;
  if (values.empty === true || values.data !== undefined) {
    if (out === undefined || out === '') return '请用 --out 写明要写出的 .xlsx 文件。';
    return {
      code,
      work: values.data === undefined ? { kind: 'empty', out } : { kind: 'data', file: values.data, out },
    };
  }
  if (out !== undefined) return '--out 只与 --empty 或 --data 同用。';
  if (values.read !== undefined) return { code, work: { kind: 'read', file: values.read } };
  if (values.check !== undefined) return { code, work: { kind: 'check', file: values.check } };
  return { code, work: { kind: 'schema' } };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      empty: { type: 'boolean' },
      data: { type: 'string' },
      read: { type: 'string' },
      check: { type: 'string' },
      schema: { type: 'boolean' },
      out: { type: 'string' },
    },
  });
}

function isFormCode(text: string | undefined): text is FormCode {
  return text !== undefined && Object.hasOwn(FORMS, text);
}

async function perform<D>(form: Form<D>, work: Work, io: CommandStreams): Promise<number> {
  switch (work.kind) {
    case 'schema':
      io.stdout.write(`${JSON.stringify(form.jsonSchema, null, 2)}\n`);
      return DONE;
    case 'empty':
      return await save(work.out, await form.write(null), io);
    case 'data':
      return await fill(form, work.file, work.out, io);
    case 'read':
    case 'check': {
      const bytes = await load(work.file, io);
      if (bytes === null) return NOT_UNDERSTOOD;
      return work.kind === 'read'
        ? await print(form, work.file, bytes, io)
        : await check(form, work.file, bytes, io);
    }
  }
}

async function fill<D>(form: Form<D>, file: string, out: string, io: CommandStreams): Promise<number> {
  const bytes = await load(file, io);
  if (bytes === null) return NOT_UNDERSTOOD;
  let json: unknown;
  try {
    // A byte-order mark is what Windows editors leave in front.
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    io.stderr.write(`${file}：不是 UTF-8 的 JSON 文件，请核对。\n`);
    return NOT_UNDERSTOOD;
  }
  const data = form.parse(json);
  if (!data.ok) return refuse(file, data.error, io);
  const saved = await save(out, await form.write(data.value), io);
  if (saved !== DONE) return saved;
  // The form is written as the data say; what has to be mended before it is sent is told.
  for (const fault of form.check(data.value)) io.stderr.write(`提醒 ${faultLine(fault)}\n`);
  return DONE;
}

async function print<D>(form: Form<D>, file: string, bytes: Uint8Array, io: CommandStreams): Promise<number> {
  const data = await form.read(bytes);
  if (!data.ok) return refuse(file, data.error, io);
  io.stdout.write(`${JSON.stringify(data.value, null, 2)}\n`);
  return DONE;
}

async function check<D>(form: Form<D>, file: string, bytes: Uint8Array, io: CommandStreams): Promise<number> {
  const readable = await form.read(bytes);
  const faults = readable.ok ? await form.inspect(bytes) : readable.error;
  for (const fault of faults) io.stdout.write(`${faultLine(fault)}\n`);
  if (!readable.ok) {
    io.stderr.write(`${file}：不是可读的 ${form.code}《${form.title}》。\n`);
    return NOT_UNDERSTOOD;
  }
  io.stderr.write(
    faults.length === 0 ? '核对完毕，没有发现问题。\n' : `核对完毕，共 ${faults.length} 处问题。\n`,
  );
  return DONE;
}

function refuse(file: string, faults: readonly Fault[], io: CommandStreams): number {
  for (const fault of faults) io.stderr.write(`${file} ${faultLine(fault)}\n`);
  return NOT_UNDERSTOOD;
}

async function load(file: string, io: CommandStreams): Promise<Uint8Array | null> {
  try {
    if ((await stat(file)).size > MOST_BYTES) {
      io.stderr.write(`${file}：超过 64 MB，不是报表或其数据，请核对文件名。\n`);
      return null;
    }
    return await readFile(file);
  } catch {
    io.stderr.write(`${file}：打不开，请核对文件名和权限。\n`);
    return null;
  }
}

async function save(out: string, bytes: Uint8Array, io: CommandStreams): Promise<number> {
  try {
    await writeFile(out, bytes);
  } catch {
    io.stderr.write(`${out}：写不进，请核对文件夹和权限。\n`);
    return BAD_ARGUMENTS;
  }
  io.stderr.write(`已写出 ${out}\n`);
  return DONE;
}
