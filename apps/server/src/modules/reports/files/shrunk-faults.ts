import { type Fault, leafPaths } from '@anju/official-forms';
import type { Json } from '../../../platform/json.ts';
import { valueAt } from '../stable-path.ts';

/** The figures of form F2. */
const FIGURES = [
  ['row.found', '监督发现问题数'],
  ['row.finished', '整改完成数量'],
  ['row.solved', '推动解决群众急难愁盼典型问题数'],
  ['row.batches', '公布成果批次数'],
  ['row.projects', '公布成果项目数'],
] as const;

/** How many problems form F1 lists in all of its rows; none in another form. */
const listed = (data: Json): number =>
  leafPaths(data).filter((path) => path.startsWith('lines.') && path.endsWith('.description')).length;

/**
 * Where a form that counts from the beginning of its campaign has less than the one before: a wrong file, or something
 * taken back, which is explained.
 *
 * @param label the period of the form before
 */
export function shrunkFaults(before: Json, now: Json, label: string): readonly Fault[] {
  const fault = (path: string, what: string, was: number, is: number): Fault => ({
    code: 'fewer-than-before',
    path,
    message: `这张表是累计数，${what}${is}，比${label}已报的 ${was} 少。请核对是否选错了文件，或写明原因。`,
  });
  const [was, is] = [listed(before), listed(now)];
  const problems = is < was ? [fault('lines', '列出的问题 ', was, is)] : [];
  const figures = FIGURES.flatMap(([path, name]) => {
    const [old, next] = [valueAt(before, path), valueAt(now, path)];
    return typeof old === 'number' && typeof next === 'number' && next < old
      ? [fault(path, `${name} `, old, next)]
      : [];
  });
  return [...problems, ...figures];
}
