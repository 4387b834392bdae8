import type { FormSources } from './forms/form-scope.ts';
import type { SourceRef } from './forms/source-ref.ts';
import type { Told } from './frozen-form.ts';

/** The cell that tells a case in words: a row of form F5 or F1, a typical case of F4. */
const TELLING = /\.(?:summary|description)$|^cases\.\d+$/;

/** The records behind the cells of a form that tell a case in words. */
export async function recordsTold(sources: FormSources): Promise<readonly SourceRef[]> {
  const lists = await Promise.all(
    sources.paths.filter((path) => TELLING.test(path)).map((path) => sources.of(path)),
  );
  return [...new Set(lists.flat())];
}

/** A form whose every telling has its record behind its cell. */
export const NOTHING_MORE: Told = { refs: [], files: [] };

/** What a form tells that came as a file from this county. */
export const toldInFile = (county: string): Told => ({ refs: [], files: [county] });
