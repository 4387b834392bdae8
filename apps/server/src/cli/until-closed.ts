import type { EventEmitter } from 'node:events';

/** What is written to a reader that has closed (`| head`) is lost without a word; the command goes on and finishes. */
export function untilClosed(stream: EventEmitter): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
