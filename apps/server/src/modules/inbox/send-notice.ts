import { createHmac } from 'node:crypto';
import type { Config } from '../../platform/config.ts';
import { type JobContext, JobFailure } from '../../platform/jobs/definition.ts';
import type { Json } from '../../platform/json.ts';

export const SEND_NOTICE_JOB = 'inbox.send';

/** Waits before each try; a gateway that is down for longer than that hears of the next notice. */
const TRIES_MS = [0, 2_000, 10_000] as const;
const TIMEOUT_MS = 10_000;

/**
 * Sends one notice to the configured gateway as JSON, signed: `x-anju-signature` is the HMAC-SHA-256 of the body in hex.
 * The body is the notice as the inbox shows it and to whom it goes; it holds no personal data.
 */
export async function sendNotice(webhook: Config['webhook'], context: JobContext): Promise<Json> {
  if (webhook === null) return { sent: false };
  const body = JSON.stringify(context.job.input);
  const signature = createHmac('sha256', webhook.secret).update(body).digest('hex');
  for (const wait of TRIES_MS) {
    await pause(wait, context.signal);
    const sent = await post(webhook.url, body, signature, context.signal);
    if (sent) return { sent: true };
  }
  throw new JobFailure(
    'gateway-unreachable',
    '消息网关没有接收提醒。请检查网关地址和网络，待办中的提醒不受影响。',
  );
}

async function post(url: string, body: string, signature: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-anju-signature': signature },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return answer.ok;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
