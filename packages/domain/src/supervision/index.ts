export * from './escalate.ts';
export * from './flags/index.ts';
export * from './hmac-sha256.ts';
export * from './judge-check-item.ts';
export * from './sample.ts';
export * from './supervision-lifecycle.ts';
