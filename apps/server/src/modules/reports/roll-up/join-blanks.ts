import { groupBy } from '@anju/domain';
import { type Fault, FORMS } from '@anju/official-forms';
import type { Json } from '../../../platform/json.ts';
import { formOf } from '../form-of.ts';
import type { RollUp } from './rolled-up.ts';

/**
 * What the prefecture's sums leave out: a figure that a county left blank is not stated, so nobody signs the sum as if
 * it were none. A campaign whose habit is a blank has no such figures: there a blank was read as 0.
 */
export function blankFaults({ code, included }: Pick<RollUp, 'code' | 'included'>): readonly Fault[] {
  if (code !== 'F2' && code !== 'F4') return [];
  const blanks = included.flatMap(({ name, data }): readonly Blank[] => {
    const figures = figuresOf(code, data);
    const blank = figures.filter(([, value]) => value === null).map(([path]) => path);
    const whole = blank.length === figures.length;
    return whole ? [{ name, path: null }] : blank.map((path) => ({ name, path }));
  });
  return groupBy(blanks, ({ path }) => path ?? '').map((same): Fault => {
    const names = same.map(({ name }) => name).join('、');
    const path = same[0]?.path ?? null;
    return path === null
      ? {
          code: 'county-blank',
          message: `${names}的表一个数也没有填，合计没有计入。请退回补填，或写明原因。`,
        }
      : {
          code: 'county-blank',
          path,
          message: `${names}没有填“${formOf(code).label(path) ?? path}”，合计没有计入。请退回补填，或写明原因。`,
        };
  });
}

/** A figure that a county left blank; all of its figures, where the path is null. */
interface Blank {
  readonly name: string;
  readonly path: string | null;
}

function figuresOf(code: 'F2' | 'F4', data: Json): readonly (readonly [string, number | null])[] {
  if (code === 'F4') {
    const parsed = FORMS.F4.parse(data);
    return parsed.ok ? leaves(parsed.value.figures, 'figures') : [];
  }
  const parsed = FORMS.F2.parse(data);
  if (!parsed.ok) return [];
  const { obstacles: _, ...figures } = parsed.value.row;
  return leaves(figures, 'row');
}

interface Tree {
  readonly [key: string]: number | null | Tree;
}

const leaves = (tree: Tree, path: string): readonly (readonly [string, number | null])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    value === null || typeof value === 'number'
      ? [[`${path}.${key}`, value] as const]
      : leaves(value, `${path}.${key}`),
  );
