import createClient from 'openapi-fetch';
import type { paths } from './contract.ts';
import { problemFrom, unreachable } from './problem.ts';

export const api = createClient<paths>({ credentials: 'same-origin' });

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

async function answered<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  const answer = await call.catch(() => {
    throw unreachable();
  });
  if (!answer.response.ok) throw problemFrom(answer.response.status, answer.error);
  return answer;
}

/** The body of a successful answer; throws `ProblemError` otherwise. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, response } = await answered(call);
  if (data === undefined) throw problemFrom(response.status, null);
  return data;
}

/** An act whose answer carries nothing to read; throws `ProblemError` when refused. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await answered(call);
}
