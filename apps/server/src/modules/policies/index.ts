import type { Module } from '../../platform/module.ts';
import { publishDemonstrationPolicy } from './demo.ts';
import { policyRoutes } from './routes.ts';

export { type PublishedPolicy, publishedPolicy, publishedPolicyById } from './published-policy.ts';

export const policies: Module = {
  name: 'policies',
  routes: policyRoutes,
  demo: publishDemonstrationPolicy,
};
