import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '../apps/server/src/platform/postgres/scratch-folder.ts';
import { openBrowser } from './browser.ts';
import { type Desk, fillSignIn, openDesk, settled } from './desk.ts';
import { type RunningServer, startServer } from './server.ts';

const PASSWORD = 'huang he ru hai liu';

let scratch: string;
let server: RunningServer;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  scratch = scratchFolder('e2e');
  server = await startServer(join(scratch, 'data'), '--empty');
  browser = await openBrowser();
  desk = await openDesk(browser, server.address);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a new real database', () => {
  it('has no demonstration account', () => {
    expect(server.accounts).toEqual([]);
  });

  it('lets its administrator in with the one-time password, only to set an own one', async () => {
    const { page } = desk;
    await fillSignIn(page, { username: 'admin', password: server.password });
    await page.getByRole('heading', { level: 1, name: '请先设一个自己的密码' }).waitFor();
    await page.goto('/people');
    await page.getByRole('heading', { level: 1, name: '请先设一个自己的密码' }).waitFor();
    await page.getByLabel('一次性密码').fill(server.password);
    await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
    await page.getByLabel('再输一遍新密码').fill(PASSWORD);
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByRole('heading', { level: 1, name: '绑定动态口令' }).waitFor();
  });

  it('then asks for a second factor', async () => {
    const { page } = desk;
    const secret = (await page.locator('code.secret').textContent()) ?? '';
    await page.getByLabel('六位数字').fill(generateSync({ secret }));
    await page.getByRole('button', { name: /^绑\s?定$/ }).click();
    await page.getByRole('heading', { level: 1, name: '首次设置' }).waitFor();
  });

  it('then for the county, and goes on to where people and places are kept', async () => {
    const { page } = desk;
    const code = page.getByLabel('县（市、区）行政区划代码');
    await code.fill('992302');
    await page.getByText('没有这个行政区划代码').waitFor();
    await code.fill('652302');
    await page.getByText('属新疆维吾尔自治区').waitFor();
    await page.getByLabel('地区全称').fill('试验县');
    await page.getByLabel('本单位全称').fill('试验县住房和城乡建设局');
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('行政区划代码建立后不能更改').waitFor();
    await page.getByRole('button', { name: '代码无误，建立' }).click();
    await page.getByRole('heading', { level: 1, name: '机构用户' }).waitFor();
    const next = page.getByRole('dialog').filter({ hasText: '设置完成' });
    await next.getByRole('button').click();
    await next.waitFor({ state: 'hidden' });
    await settled(page);
    await page.getByText('试验县').first().waitFor();
    await expect.poll(() => page.getByText('演示数据').count()).toBe(0);
  });

  it('has a home page and an empty list of users but for the administrator', async () => {
    const { page, faults } = desk;
    faults.length = 0;
    await page.getByRole('link', { name: '首页', exact: true }).click();
    await settled(page);
    await page.getByRole('link', { name: '机构用户' }).click();
    await page.getByRole('heading', { level: 1, name: '机构用户' }).waitFor();
    await page.getByText('admin', { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });
});
