import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The arrows of docs/adr/0001: who may import whom. Anything not named here fails. */
const ROOT = import.meta.dirname;
const PACKAGE_ARROWS: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/matching': ['@anju/domain'],
  'packages/official-forms': ['@anju/domain'],
  'apps/server': ['@anju/domain', '@anju/matching', '@anju/official-forms'],
  'apps/console': ['@anju/domain'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (name === 'node_modules' || name === 'dist') return [];
    if (statSync(join(ROOT, path)).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function importsOf(folder: string): Import[] {
  return sourceFiles(folder).flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const targets = text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g);
    return [...targets].map((match) => ({ file, target: match[1] ?? '' }));
  });
}

/** A relative import as a path from the root; anything else unchanged. */
function resolved({ file, target }: Import): string {
  if (!target.startsWith('.')) return target;
  return relative(ROOT, resolve(ROOT, dirname(file), target))
    .split(sep)
    .join('/');
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/testing/');

describe('the house', () => {
  it('has no folder that nobody described', () => {
    const found = ['packages', 'apps'].flatMap((parent) =>
      readdirSync(join(ROOT, parent)).map((name) => `${parent}/${name}`),
    );
    expect(found.sort()).toEqual(Object.keys(PACKAGE_ARROWS).sort());
  });

  for (const [folder, allowed] of Object.entries(PACKAGE_ARROWS)) {
    it(`${folder} imports only what it may`, () => {
      const wrong = importsOf(folder).filter((found) => {
        if (found.target.startsWith('@anju/') || found.target === 'anju')
          return !allowed.includes(found.target);
        return found.target.startsWith('.') && !resolved(found).startsWith(`${folder}/`);
      });
      expect(wrong).toEqual([]);
    });
  }

  it('keeps the domain free of dependencies', () => {
    const foreign = importsOf('packages/domain').filter(
      (found) => !isTest(found.file) && !found.target.startsWith('.'),
    );
    expect(foreign).toEqual([]);
  });

  it('keeps the platform ignorant of the modules', () => {
    const wrong = importsOf('apps/server/src/platform').filter(
      (found) => !isTest(found.file) && resolved(found).startsWith('apps/server/src/modules/'),
    );
    expect(wrong).toEqual([]);
  });

  it('lets a module reach another only through its index', () => {
    const moduleOf = (path: string) => /^apps\/server\/src\/modules\/([^/]+)\//.exec(path)?.[1];
    const wrong = importsOf('apps/server/src/modules').filter((found) => {
      if (isTest(found.file)) return false;
      const target = resolved(found);
      const other = moduleOf(target);
      return other !== undefined && other !== moduleOf(found.file) && !target.endsWith(`${other}/index.ts`);
    });
    expect(wrong).toEqual([]);
  });

  it('has no circle among the modules', () => {
    const arrows = new Map<string, Set<string>>();
    for (const found of importsOf('apps/server/src/modules')) {
      const from = /modules\/([^/]+)\//.exec(found.file)?.[1];
      const to = /^apps\/server\/src\/modules\/([^/]+)\//.exec(resolved(found))?.[1];
      if (isTest(found.file) || from === undefined || to === undefined || from === to) continue;
      arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
    const circle = (name: string, path: readonly string[]): readonly string[] | null => {
      if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
      for (const next of arrows.get(name) ?? []) {
        const found = circle(next, [...path, name]);
        if (found) return found;
      }
      return null;
    };
    expect([...arrows.keys()].map((name) => circle(name, [])).filter(Boolean)).toEqual([]);
  });

  it('has no circle among its files', () => {
    const arrows = new Map<string, Set<string>>();
    for (const found of ['packages', 'apps'].flatMap(importsOf)) {
      const target = resolved(found);
      if (target === found.target || target === found.file) continue;
      arrows.set(found.file, (arrows.get(found.file) ?? new Set()).add(target));
    }
    // Whatever imports nothing that is left goes, until only circles and what leads to them remain.
    for (let before = -1; before !== arrows.size; ) {
      before = arrows.size;
      for (const [file, targets] of arrows)
        if ([...targets].every((target) => !arrows.has(target))) arrows.delete(file);
    }
    expect([...arrows.keys()]).toEqual([]);
  });

  it('keeps SQL in the stores', () => {
    const wrong = importsOf('apps/server/src/modules').filter(
      (found) =>
        found.target === 'kysely' && !isTest(found.file) && !/(^|\/)[a-z0-9-]*store\.ts$/.test(found.file),
    );
    expect(wrong).toEqual([]);
  });
});
