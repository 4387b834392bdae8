/** One wrong field of what was sent. `path` as in 'members.0.name'. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** The codes that the platform itself answers with; a module adds its own. */
export type PlatformCode =
  | 'invalid-input'
  | 'not-signed-in'
  | 'forbidden'
  | 'not-found'
  | 'changed-meanwhile'
  | 'too-many-requests'
  | 'foreign-origin'
  | 'file-too-large'
  | 'wrong-file-type'
  | 'file-damaged'
  | 'unavailable'
  | 'internal';

export interface ProblemInput {
  readonly status: number;
  readonly code: PlatformCode | (string & {});
  /** One short line, the same for every occurrence of the code. */
  readonly title: string;
  /** Chinese: what is wrong, where, and what to do. */
  readonly detail: string;
  readonly errors?: readonly FieldFault[];
}

/** A refusal that the person is told about; becomes a problem document (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldFault[];

  constructor(input: ProblemInput) {
    super(`${input.code}: ${input.detail}`);
    this.status = input.status;
    this.code = input.code;
    this.title = input.title;
    this.detail = input.detail;
    this.errors = input.errors ?? [];
  }
}

/** What is asked for is not there, or not in the person's 辖区: the answer does not say which. */
export function notFound(what: string): Problem {
  return new Problem({
    status: 404,
    code: 'not-found',
    title: '没有找到',
    detail: `没有找到${what}，或者它不在您的辖区内。请返回列表重新查找。`,
  });
}

export function forbidden(detail: string): Problem {
  return new Problem({ status: 403, code: 'forbidden', title: '没有权限', detail });
}

/** Input that the schema let through and a rule refuses. */
export function invalidInput(detail: string, errors: readonly FieldFault[] = []): Problem {
  return new Problem({ status: 400, code: 'invalid-input', title: '内容有误', detail, errors });
}

/** Optimistic locking: somebody else was quicker. `by`: their name, where it is known. */
export function changedMeanwhile(what: string, by?: string | null): Problem {
  return new Problem({
    status: 409,
    code: 'changed-meanwhile',
    title: '内容已被他人修改',
    detail: `${what}刚刚被${by ?? '他人'}修改过。请刷新后核对，再提交一次。`,
  });
}

/** An act that the thing's present state does not allow. */
export function conflict(code: string, detail: string): Problem {
  return new Problem({ status: 409, code, title: '当前状态不能这样操作', detail });
}
