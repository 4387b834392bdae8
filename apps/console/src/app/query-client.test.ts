import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { createQueryClient } from './query-client.ts';

afterEach(() => onlineManager.setOnline(true));

it('reads and acts where the browser believes that there is no network', async () => {
  onlineManager.setOnline(false);
  const client = createQueryClient();
  await expect(client.fetchQuery({ queryKey: ['read'], queryFn: () => 'read' })).resolves.toBe('read');
  const act = new MutationObserver(client, { mutationFn: async () => 'done' });
  await expect(act.mutate()).resolves.toBe('done');
  client.clear();
});
