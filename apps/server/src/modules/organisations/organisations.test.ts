import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';

describe('the region tree and the departments', () => {
  let app: TestApp;
  let system: Person;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
    system = await app.signIn('system-admin');
  });
  afterAll(async () => {
    await app.close();
  });

  const add = (code: string, name: string) => system.inject('POST', '/api/organisations', { code, name });

  it('grows downwards only, inside the own county', async () => {
    expect((await add('652301001001', '幸福社区')).json().detail).toContain('652301001');
    expect((await add('652301001', '宁边路街道')).json()).toMatchObject({ level: 'town', parent: '652301' });
    expect((await add('652301001001', '幸福社区')).json()).toMatchObject({
      level: 'community',
      parent: '652301001',
    });
    expect((await add('652301001001', '幸福社区')).json().code).toBe('organisation-exists');
    expect((await add('652302001', '别县街道')).statusCode).toBe(400);
    const codes = (await system.inject('GET', '/api/organisations'))
      .json()
      .items.map((item: { code: string }) => item.code);
    expect(codes).toEqual(['652301', '652301001', '652301001001']);
  });

  it('keeps a place in which somebody works', async () => {
    await app.signIn('community-worker', { scope: '652301001001' });
    const close = await system.inject('PATCH', '/api/organisations/652301001001', { active: false });
    expect(close.json().code).toBe('organisation-occupied');
    expect(
      (await system.inject('PATCH', '/api/organisations/652301001001', { name: '幸福里社区' })).statusCode,
    ).toBe(200);
  });

  it('calls a county and its bureau by new names everywhere, and says in the events that it was renamed', async () => {
    const named = async () => (await system.inject('GET', '/api/session')).json().countyName;
    const before = await named();
    const change = (names: object) => system.inject('PATCH', '/api/organisations/652301', names);
    const renamed = { regionName: '昌盛市', bureau: '昌盛市住建局' };
    expect((await change(renamed)).json()).toMatchObject(renamed);
    expect(await named()).toBe('昌盛市');
    expect((await change({ name: '昌盛市住房保障科' })).json()).toMatchObject(renamed);
    expect(await named()).toBe('昌盛市');
    expect((await change({ regionName: '昌盛市住建局' })).json().errors).toEqual([
      { path: 'regionName', message: '应填地区全称，如“阜康市”“示范区”，不是单位名称' },
    ]);
    expect((await change({ regionName: before })).statusCode).toBe(200);
    const town = await system.inject('PATCH', '/api/organisations/652301001', { bureau: '某某办事处' });
    expect(town.statusCode).toBe(400);
    const auditor = await app.signIn('auditor');
    const events = (await auditor.inject('GET', '/api/events?limit=5')).json().items;
    expect(events[0]).toMatchObject({ act: 'organisation.manage', subjectId: '652301' });
  });

  it('lets a prefecture add a county or a zone, which then has rows and departments of its own', async () => {
    const above = await app.signIn('system-admin', { scope: '6523' });
    const zone = { code: '652391', name: '示范区规划建设局', kind: 'zone' };
    const without = await above.inject('POST', '/api/organisations', zone);
    expect(without.json().errors).toEqual([{ path: 'regionName', message: '请填地区全称，如“阜康市”' }]);
    const added = await above.inject('POST', '/api/organisations', { ...zone, regionName: '示范区' });
    expect(added.json()).toMatchObject({ name: '示范区规划建设局', regionName: '示范区' });
    const officer = await app.signIn('county-officer', { scope: '652391' });
    expect((await officer.inject('GET', '/api/session')).json().countyName).toBe('示范区');
    expect((await officer.inject('GET', '/api/departments')).json().items.length).toBeGreaterThan(10);
  });

  it('keeps departments with duties and registers, one of a name', async () => {
    const police = { name: '公安局', duties: '户籍、车辆', registers: ['hukou', 'vehicle'] };
    const { id } = (await system.inject('POST', '/api/departments', police)).json();
    expect((await system.inject('POST', '/api/departments', police)).json().code).toBe('department-exists');
    const wrong = await system.inject('PATCH', `/api/departments/${id}`, { registers: ['gossip'] });
    expect(wrong.statusCode).toBe(400);
    const changed = await system.inject('PATCH', `/api/departments/${id}`, { registers: ['hukou'] });
    expect(changed.json().registers).toEqual(['hukou']);
  });

  it('refuses a change that changes nothing, instead of failing', async () => {
    const { id } = (await system.inject('POST', '/api/departments', { name: '税务局' })).json();
    for (const place of [`departments/${id}`, 'organisations/652301001001']) {
      const refused = await system.inject('PATCH', `/api/${place}`, {});
      expect(refused.json()).toMatchObject({ status: 400, detail: '“内容”至少要改一项。请改正后再提交。' });
    }
  });
});
