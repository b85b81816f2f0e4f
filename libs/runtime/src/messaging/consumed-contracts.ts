import { RELATION_CONTRACTS } from '@carethread/access';
import type { ServiceRules } from '../definition.js';

/** The contract types of other services that a service consumes: for its facts, policies and views, and for what access rests on. */
export function consumedContracts(definition: ServiceRules): ReadonlySet<string> {
  const types = new Set<string>([...Object.keys(definition.facts.on), ...RELATION_CONTRACTS]);
  for (const policy of definition.policies) for (const trigger of policy.when) types.add(trigger);
  for (const view of definition.views) for (const type of Object.keys(view.on)) types.add(type);
  return new Set([...types].filter((type) => /\.v\d+$/.test(type) && !type.startsWith(`${definition.name}.`)));
}
