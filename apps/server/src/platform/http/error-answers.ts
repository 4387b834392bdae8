import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import pg from 'pg';
import { type FieldFault, notFound, Problem } from '../problem.ts';

/** Answers every error as a problem document; what we did not foresee is logged and stays inside. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  // A refusal by PostgreSQL is logged too: it may be our own statement that is wrong.
  if (problem.status >= 500 || error instanceof pg.DatabaseError)
    request.log.error({ ...describeError(error), route: request.routeOptions.url }, 'failed');
  return sendProblem(reply, problem);
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      type: `urn:anju:problem:${problem.code}`,
      title: problem.title,
      status: problem.status,
      code: problem.code,
      detail: problem.detail,
      ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    });
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    // An address that no record can have: to whoever followed it, the record is not there.
    return error.validationContext === 'params'
      ? notFound('这条记录')
      : invalid(error.validation.map(fieldFault));
  if (isValueRefused(error) || isBrokenForm(error))
    return simple(400, 'invalid-input', '内容有误', UNREADABLE);
  const status =
    isFastifyError(error) && !isResponseSerializationError(error) ? (error.statusCode ?? 500) : 500;
  if (status === 413)
    return simple(413, 'file-too-large', '内容太大', '提交的内容超过上限。请拆分后分批提交。');
  if (status >= 400 && status < 500) return simple(status, 'invalid-input', '内容有误', describe4xx(status));
  if (isConnectionFault(error))
    return simple(503, 'unavailable', '暂时不可用', '数据库暂时连接不上，已提交的内容没有丢失。请稍后重试。');
  return simple(
    500,
    'internal',
    '系统出错',
    '系统内部出错，这一步没有保存。请重试；仍不行时请联系系统管理员。',
  );
}

const UNREADABLE = '提交的内容不完整，或含有系统不能识别的字符、日期。请改正后再提交。';

/** SQLSTATEs by which PostgreSQL refuses a value as it was sent: NUL, half a character, a day that isn't. */
const VALUE_REFUSED: ReadonlySet<string> = new Set(['22021', '22P05', '22P02', '22007', '22008', '22003']);

const isValueRefused = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code !== undefined && VALUE_REFUSED.has(error.code);

/** The form parser's plain errors: an upload that was broken off, a form without its boundary. */
const isBrokenForm = (error: unknown): boolean =>
  error instanceof Error && /unexpected end of multipart data|^Multipart: Boundary/i.test(error.message);

const simple = (status: number, code: string, title: string, detail: string) =>
  new Problem({ status, code, title, detail });

function describe4xx(status: number): string {
  if (status === 414) return '地址太长。请返回列表重新查找。';
  if (status === 415) return '提交的格式不对。请刷新页面后重试。';
  return `请求无法理解（${STATUS_CODES[status] ?? status}）。请刷新页面后重试。`;
}

function invalid(errors: readonly FieldFault[]): Problem {
  const first = errors[0];
  return new Problem({
    status: 400,
    code: 'invalid-input',
    title: '内容有误',
    detail: first
      ? `“${first.path || '内容'}”${first.message}。请改正后再提交。`
      : '提交的内容有误，请检查后再提交。',
    errors,
  });
}

function fieldFault({
  instancePath,
  message,
}: {
  instancePath: string;
  message?: string | undefined;
}): FieldFault {
  return { path: instancePath.replace(/^\//, '').replaceAll('/', '.'), message: message ?? '不符合要求' };
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';

/** SQLSTATE classes 08 (connection), 57P (shutdown) and 53 (resources), and a refused or broken socket. */
function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return /^(?:08|57P|53)/.test(error.code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code);
}

/** What may be logged of an error: PostgreSQL's and the parsers' messages quote values, which may be personal. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const base = { type: error.name, stack: frames.slice(0, 12).map((line) => line.trim()) };
  if (error instanceof pg.DatabaseError)
    return {
      ...base,
      code: error.code,
      table: error.table,
      constraint: error.constraint,
      routine: error.routine,
    };
  return error instanceof SyntaxError ? base : { ...base, message: error.message };
}
