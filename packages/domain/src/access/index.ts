export * from './oidc-refusals.ts';
export * from './permissions.ts';
