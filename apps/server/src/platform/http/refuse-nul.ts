import type { FastifyRequest } from 'fastify';
import { invalidInput } from '../problem.ts';

/**
 * Refuses an address with a NUL, which no PostgreSQL text holds: found out only by a statement, it would break off
 * an export that has begun. In a body it is the statement that refuses it (see error-answers.ts).
 */
export async function refuseNul(request: FastifyRequest): Promise<void> {
  if (/%00/.test(request.url)) throw invalidInput('查询内容里有不能识别的字符。请重新填写查询条件。');
}
