export * from './oidc-refusals.ts';
export * from './permissions.ts';
export * from './second-administrator.ts';
export * from './stands-for.ts';
