import { readFileSync } from 'node:fs';
import { CONTRACTS } from '@carethread/contracts';
import { consumedContracts } from '@carethread/runtime';
import { officePolicies } from '@carethread/service-kit';
import { services } from './embedded.js';

/** Every contract that a service folds, reacts to or shows, its own included. */
const consumed = new Set([
  ...officePolicies.flatMap(({ when }) => when),
  ...services.flatMap((service) => [
    ...consumedContracts(service),
    ...Object.keys(service.facts.on),
    ...service.policies.flatMap(({ when }) => when),
    ...service.views.flatMap(({ on }) => Object.keys(on)),
  ]),
]);
const schemas = JSON.parse(readFileSync('contracts/published/schemas.json', 'utf8')) as Readonly<
  Record<string, { readonly description: string }>
>;

describe('every contract is needed', () => {
  it.each([...CONTRACTS.keys()])('%s has a consumer, or says who outside needs it', (type) => {
    const outside = /Outside: \w.+\.$/.test(schemas[type]?.description ?? '');
    expect({ type, needed: consumed.has(type) || outside }).toEqual({ type, needed: true });
  });

  it('says of none that has a consumer that only somebody outside needs it', () => {
    const named = [...CONTRACTS.keys()].filter((type) => schemas[type]?.description.includes('Outside: ') === true);
    expect(named.filter((type) => consumed.has(type))).toEqual([]);
  });
});
