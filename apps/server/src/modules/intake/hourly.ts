import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';

const MINUTE_MS = 60_000;

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
  repeat(app, deps, { name, minutes: 60 }, work);
}

/** As `everyHour`; a round that is still at work when the next is due takes its place. */
export function repeat(
  app: App,
  deps: Pick<Deps, 'log'>,
  { name, minutes }: { readonly name: string; readonly minutes: number },
  work: () => Promise<unknown>,
): void {
  let timer: NodeJS.Timeout | null = null;
  let isAtWork = false;
  const run = async () => {
    if (isAtWork) return;
    isAtWork = true;
    try {
      await work();
    } catch (error) {
      deps.log.error(
        { work: name, reason: error instanceof Error ? error.name : 'unknown' },
        'repeated work failed',
      );
    } finally {
      isAtWork = false;
    }
  };
  app.addHook('onListen', async () => {
    void run();
    timer = setInterval(run, minutes * MINUTE_MS);
    timer.unref();
  });
  app.addHook('onClose', async () => {
    if (timer !== null) clearInterval(timer);
  });
}
