import { expect, it } from 'vitest';
import { main } from './main.ts';

async function anju(...argv: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await main(argv, {
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  });
  return { code, ...said };
}

it('names its commands, and each tells how it is called', async () => {
  const all = await anju('help');
  expect(all.code).toBe(0);
  const names = [...all.out.matchAll(/^ {2}([a-z]+)(?:、([a-z]+))? /gm)].flatMap(([, ...found]) => found);
  const commands = names.filter((name) => name !== undefined);
  expect(commands).toHaveLength(10);
  for (const name of commands) {
    const { code, out, err } = await anju(name, '--help');
    expect({ name, code, err }).toEqual({ name, code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^用法：\\s*anju ${name} `));
  }
});

it('says which command there is not', async () => {
  const { code, err } = await anju('chek');
  expect(code).toBe(2);
  expect(err).toContain('没有“chek”这个命令');
});
