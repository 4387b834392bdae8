import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { problemForTest, startForTest } from '../campaigns/testing/start-for-test.ts';
import { drawPhoto } from '../papers/testing/draw-picture.ts';

let test: TestApp;
let officer: Person;
let campaign: string;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  officer = await test.signIn('county-officer');
  campaign = await startForTest(await test.signIn('county-admin'), []);
});
afterAll(() => test.close());

/** A problem that is reported rectified with one photograph: its number, and the paper's id. */
async function rectify(name: string, content: Buffer): Promise<{ number: string; paper: string }> {
  const paper = await officer.upload('/api/papers', { name, content });
  expect(paper.statusCode, paper.body).toBe(201);
  const id = await problemForTest(officer, campaign);
  const read = async () => (await officer.inject('GET', `/api/problems/${id}`)).json();
  const act = async (path: string, body: object) => {
    const { version } = await read();
    const response = await officer.inject('POST', `/api/problems/${id}/${path}`, { version, ...body });
    expect(response.statusCode, response.body).toBe(200);
  };
  const five = { task: '责令腾退', responsible: '住房保障中心', staff: '李某', deadline: '2026-08-05' };
  await act('pin', five);
  await act('rectified', { text: '已腾退', on: '2026-07-06', paperIds: [paper.json().id] });
  return { number: (await read()).number, paper: paper.json().id };
}

it('tells a photograph that was saved anew, with both papers to lay beside each other', async () => {
  const original = await drawPhoto(7).jpeg({ quality: 90 }).toBuffer();
  const smaller = await sharp(original).resize(400).jpeg({ quality: 50 }).toBuffer();
  const first = await rectify('腾退照片.jpg', original);
  const second = await rectify('现场.jpg', smaller);
  await rectify('别处.jpg', await drawPhoto(8).jpeg().toBuffer());
  const inspector = await test.signIn('inspector');
  const { items } = (await inspector.inject('GET', '/api/supervision/flags?code=recycled-photo')).json();
  expect(items).toMatchObject([
    {
      why: '同一张照片另存、缩放或压缩后，被用作 2 个问题的整改佐证：“腾退照片.jpg”与“现场.jpg”等 2 个文件画面相同。',
      papers: [
        { id: first.paper, name: '腾退照片.jpg', number: first.number },
        { id: second.paper, name: '现场.jpg', number: second.number },
      ],
    },
  ]);
  for (const { id } of items[0].papers)
    expect((await inspector.inject('GET', `/api/papers/${id}`)).statusCode).toBe(200);
});

it('takes a picture that can’t be decoded as any other paper', async () => {
  const bomb = await drawPhoto(1).png().toBuffer();
  bomb.writeUInt32BE(100_000, 16);
  bomb.writeUInt32BE(100_000, 20);
  expect((await officer.upload('/api/papers', { name: '照片.png', content: bomb })).statusCode).toBe(201);
});
