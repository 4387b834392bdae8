import type { IncomingMessage } from 'node:http';
import { Problem } from '../problem.ts';

/** What went wrong between us and the store. */
export class S3Fault extends Error {
  override readonly name = 'S3Fault';
  /** Null where no answer came. */
  readonly status: number | null;
  /** The store's own code, such as NoSuchKey or AccessDenied. */
  readonly code: string | null;

  constructor(message: string, status: number | null = null, code: string | null = null) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Another attempt may go better. */
  get passing(): boolean {
    return this.status === null || this.status === 429 || this.status >= 500;
  }
}

/** An error document is short; a page of something else that answers at this address may not be. */
const MOST_OF_ANSWER = 65_536;

/** Reads a refusal's code from its XML. The store answers, but what stands there may be any web server. */
export async function faultOf(response: IncomingMessage): Promise<S3Fault> {
  const status = response.statusCode ?? 0;
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > MOST_OF_ANSWER) break;
  }
  const code = /<Code>([A-Za-z0-9.]{1,64})<\/Code>/.exec(text)?.[1] ?? null;
  return new S3Fault(`answered ${status} ${code ?? 'without a code'}`, status, code);
}

/** Of this machine, not of the network: a full or broken disk, and the like. */
const LOCAL_CODES: ReadonlySet<string> = new Set([
  'EACCES',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EMFILE',
  'ENOENT',
  'ENOSPC',
  'EROFS',
]);

/** The error as a fault of the store, or unchanged where it is none. */
export function asFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof S3Fault || error instanceof Problem) return error;
  if ('code' in error && typeof error.code === 'string') {
    if (LOCAL_CODES.has(error.code)) return error;
    return new S3Fault(`${error.code}: ${error.message}`);
  }
  return error;
}

/** What the person was about to have done with the file. */
export type Operation = 'put' | 'get' | 'look' | 'remove';

const OUTCOME: Readonly<Record<Operation, string>> = {
  put: '文件没有保存',
  get: '文件没有取到',
  look: '文件没有查到',
  remove: '文件没有删除',
};

/** What the person is told; the cause is in the log. */
export function unavailable(operation: Operation, fault: S3Fault): Problem {
  const why = fault.passing
    ? '文件存储暂时连接不上。请稍后重试；仍不行时请联系系统管理员。'
    : `文件存储拒绝了访问（${fault.code ?? fault.status}）。请联系系统管理员核对文件存储的配置。`;
  return new Problem({
    status: 503,
    code: 'unavailable',
    title: '暂时不可用',
    detail: `${OUTCOME[operation]}：${why}`,
  });
}
