import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing leaves the machine, and root may run it. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Executable {
  readonly path: string;
  readonly libraries: string | null;
}

/** The machine's own browser, else the one that came with the packages, with the libraries it may lack. */
async function findExecutable(): Promise<Executable> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, libraries: null };
  const before = { runtime: process.env.AWS_LAMBDA_JS_RUNTIME, libraries: process.env.LD_LIBRARY_PATH };
  // The package unpacks its shared libraries only where it believes to be on a bare image; so let it.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    return { path, libraries: process.env.LD_LIBRARY_PATH ?? null };
  } finally {
    restore('AWS_LAMBDA_JS_RUNTIME', before.runtime);
    restore('LD_LIBRARY_PATH', before.libraries);
  }
}

/** Unpacks the browser that came with the packages, once: two workers would get in each other's way. */
export async function prepareBrowser(): Promise<void> {
  await findExecutable();
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** A headless browser. Close it. */
export async function openBrowser(): Promise<Browser> {
  const { path, libraries } = await findExecutable();
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const env = libraries === null ? inherited : { ...inherited, LD_LIBRARY_PATH: libraries };
  return await chromium.launch({ executablePath: path, args: ARGS, headless: true, env });
}
