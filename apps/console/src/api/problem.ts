/** A refusal of the server (RFC 9457) as an exception: `detail` says what happened and what to do. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly faults: readonly FieldFault[];

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.faults = problem.faults;
  }
}

export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly faults: readonly FieldFault[];
}

const TITLE_BY_STATUS: Readonly<Record<number, string>> = {
  0: '连不上服务器',
  401: '登录已失效',
  403: '没有权限',
  404: '没有找到',
  409: '内容已被他人修改',
  413: '文件太大',
  429: '操作太频繁',
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** Reads the body of a refusal; anything that is not a problem document still becomes a clear sentence. */
export function problemFrom(status: number, body: unknown): ProblemError {
  const source = isObject(body) ? body : {};
  const faults = Array.isArray(source.errors) ? source.errors : [];
  return new ProblemError({
    status,
    code: textOf(source.code, `http-${status}`),
    title: textOf(source.title, TITLE_BY_STATUS[status] ?? '没有办成'),
    detail: textOf(
      source.detail,
      '服务器没有说明原因。已保存的内容不受影响，请稍后重试；仍不行请联系系统管理员。',
    ),
    faults: faults.filter(isObject).map((fault) => ({
      path: textOf(fault.path, ''),
      message: textOf(fault.message, ''),
    })),
  });
}

/** The network failed before the server could answer: nothing is known to have been done. */
export function unreachable(): ProblemError {
  return new ProblemError({
    status: 0,
    code: 'unreachable',
    title: '连不上服务器',
    detail: '网络中断或服务器正在重启。已保存的内容不受影响，请检查网络后重试。',
    faults: [],
  });
}

/** Any thrown thing as a problem, for showing. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError({
    status: 0,
    code: 'unexpected',
    title: '页面出错了',
    detail: '已保存的内容不受影响。请刷新页面；仍不行请把出错时间告诉系统管理员。',
    faults: [],
  });
}
