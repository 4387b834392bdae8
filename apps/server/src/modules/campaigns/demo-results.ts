import { addDays } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { addResult } from './record-result.ts';

/** An institution, an achievement and a publication of the county. */
export async function recordResults(
  context: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  campaignId: string,
): Promise<void> {
  const on = addDays(context.deps.clock.today(), -5);
  const add = async (
    kind: Parameters<typeof addResult>[2],
    input: Omit<Parameters<typeof addResult>[3], 'cases'>,
  ) => {
    const added = await addResult(context, campaignId, kind, { ...input, cases: [] });
    if (added.status !== 'done') throw new Error(`demonstration result refused: ${added.reason}`);
  };
  await add('institution', {
    title: '公租房房源公开办法（演示）',
    documentNo: '',
    content: '每月在社区公示栏和门户网站公开空置房源',
    on,
    projects: null,
  });
  await add('achievement', {
    title: '房源公开实现全覆盖（演示）',
    documentNo: '',
    content: '全部小区设公示栏',
    on,
    projects: null,
  });
  await add('publication', {
    title: '第一批整治成果公布（演示）',
    documentNo: '',
    content: '',
    on,
    projects: 2,
  });
}
