import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';

const HOUR_MS = 3_600_000;

/**
 * Does `work` when the server begins to listen and every hour after, until it closes. A failure is logged and tried
 * again at the next hour. Servers that do not listen (tests, commands) do nothing by themselves.
 */
export function everyHour(
  app: App,
  deps: Pick<Deps, 'log'>,
  name: string,
  work: () => Promise<unknown>,
): void {
  let timer: NodeJS.Timeout | null = null;
  const run = () => {
    work().catch((error: unknown) =>
      deps.log.error(
        { work: name, reason: error instanceof Error ? error.name : 'unknown' },
        'hourly work failed',
      ),
    );
  };
  app.addHook('onListen', async () => {
    run();
    timer = setInterval(run, HOUR_MS);
    timer.unref();
  });
  app.addHook('onClose', async () => {
    if (timer !== null) clearInterval(timer);
  });
}
