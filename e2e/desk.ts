import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PATIENCE_MS } from './patience.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const WIDE: Size = { width: 1440, height: 900 };
const PHONE: Size = { width: 390, height: 844 };

/** A browser window of one person: what the page asked for and how that went is noted in `faults`. */
export interface Desk {
  readonly page: Page;
  /** Console errors, failed requests and answers of 400 and more since it was last emptied. */
  readonly faults: string[];
  readonly close: () => Promise<void>;
}

export interface Person {
  readonly address: string;
  readonly username: string;
  readonly password: string;
}

const OPTIONS: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  reducedMotion: 'reduce',
  acceptDownloads: true,
};

/** An empty window on the console's sign-in page. */
export async function openDesk(browser: Browser, address: string): Promise<Desk> {
  const context = await browser.newContext({ ...OPTIONS, viewport: WIDE, baseURL: address });
  const desk = await watch(context);
  await desk.page.goto('/login');
  return desk;
}

/** A telephone of the person who has signed in at the desk. */
export async function openPhone(browser: Browser, desk: Desk): Promise<Desk> {
  const storageState = await desk.page.context().storageState();
  const baseURL = new URL(desk.page.url()).origin;
  return await watch(await browser.newContext({ ...OPTIONS, viewport: PHONE, baseURL, storageState }));
}

/** What `look` sees of the page while the window is as narrow as a telephone. */
export async function narrowed<T>({ page }: Desk, look: () => Promise<T>): Promise<T> {
  await page.setViewportSize(PHONE);
  const seen = await look();
  await page.setViewportSize(WIDE);
  return seen;
}

async function watch(context: BrowserContext): Promise<Desk> {
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // What a page no longer wants when the person goes on is taken back, not failed.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') faults.push(`${reason}: ${request.method()} ${request.url()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400)
      faults.push(`${answer.status()}: ${answer.request().method()} ${answer.url()}`);
  });
  return { page, faults, close: () => context.close() };
}

/** A window in which the person has signed in and sees their home page. */
export async function signIn(browser: Browser, person: Person): Promise<Desk> {
  const desk = await openDesk(browser, person.address);
  await fillSignIn(desk.page, person);
  await desk.page.getByRole('button', { name: '我的账户' }).waitFor();
  return desk;
}

export async function fillSignIn(
  page: Page,
  { username, password }: Pick<Person, 'username' | 'password'>,
): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^登\s?录$/ }).click();
}

/**
 * Runs in the page, looking again at each frame: nothing is loading, and nothing moves that will come to rest. As one
 * promise, because the page's policy refuses what waitForFunction does again and again.
 */
const COME_TO_REST = `new Promise((resolve, reject) => {
  const began = Date.now();
  const look = () => {
    const loading = document.querySelector('[aria-busy="true"], .ant-skeleton, .ant-spin-spinning, .table-skeleton');
    const moving = document
      .getAnimations()
      .find((one) => one.playState === 'running' && one.effect.getTiming().iterations !== Infinity);
    if (loading === null && moving === undefined) resolve();
    else if (Date.now() - began > ${PATIENCE_MS})
      reject(new Error('still loading: ' + (loading ?? moving.effect.target).outerHTML.slice(0, 300)));
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Waits until the page has its title, nothing on it is loading and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.evaluate(COME_TO_REST);
}

/** Waits for the page to say `words` of an act; throws with what the page says instead when it refuses the act. */
export async function said(page: Page, words: string | RegExp): Promise<void> {
  const refused = page
    .locator('.ant-modal-confirm-error')
    .or(page.getByRole('dialog').filter({ hasText: '载入最新内容' }));
  await page.locator('.ant-message').getByText(words).or(refused).first().waitFor();
  const why = await refused.allTextContents();
  if (why.length > 0) throw new Error(`not said: ${String(words)}, but: ${why.join(' ')}`);
}

/**
 * Opens the drop-down list of a field and takes a choice, by its whole wording or a pattern. The list moves to its place
 * after it is drawn, so that on a busy machine a pointer can press where nothing is: the choice itself is told of the
 * click. The list of the field before may still be closing.
 */
export async function choose(
  page: Page,
  field: Locator,
  option: string | RegExp,
  { typed = '' }: { readonly typed?: string } = {},
): Promise<void> {
  const id = await field.getAttribute('id');
  await field.click();
  if (typed !== '') await field.fill(typed);
  await page
    .locator('.ant-select-dropdown')
    .filter({ has: page.locator(`[id="${id}_list"]`) })
    .locator('.ant-select-item-option')
    .filter({ has: page.getByText(option, { exact: true }) })
    .first()
    .dispatchEvent('click');
}
