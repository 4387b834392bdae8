import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ANJU = fileURLToPath(new URL('../../bin/anju.mjs', import.meta.url));

it('ends quietly when nobody reads on, as before `| head`', async () => {
  const anju = spawn(process.execPath, [ANJU, 'check', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  anju.stdout.destroy();
  let said = '';
  anju.stderr.on('data', (bytes) => {
    said += String(bytes);
  });
  const [code] = await once(anju, 'close');
  expect({ code, said }).toEqual({ code: 0, said: '' });
});
