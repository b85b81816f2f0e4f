import { readFileSync } from 'node:fs';
import { ContractViolation, contractParts, dataSchema } from './contract-parts.js';
import { sealedMembers } from './contract.js';
import { CONTRACTS } from './contracts.js';
import { fieldsOf, isPlain } from './fields.js';
import { declaredClasses, type DeclaredClass } from './testing/declared-classes.js';

const classes = declaredClasses();
const types = [...CONTRACTS.keys()];

describe('the contracts as classes', () => {
  const before = JSON.parse(readFileSync('contracts/src/testing/members-before-classes.json', 'utf8')) as Readonly<
    Record<string, { readonly clear: readonly string[]; readonly sealed: readonly string[] }>
  >;

  it('have the members that they had as lists of names; only codes of obligations were sealed since', () => {
    const today = Object.fromEntries(
      [...CONTRACTS].map(([type, contract]) => {
        const sealed = sealedMembers(contract);
        const names = [...fieldsOf(contract).keys()].sort();
        return [
          type,
          { clear: names.filter((name) => !sealed.has(name)), sealed: names.filter((name) => sealed.has(name)) },
        ];
      }),
    );
    const then = Object.fromEntries(
      Object.entries(before).map(([type, { clear, sealed }]) => {
        const moved = type.startsWith('review.obligation-') ? ['kind'] : [];
        return [
          type,
          { clear: clear.filter((name) => !moved.includes(name)).sort(), sealed: [...sealed, ...moved].sort() },
        ];
      }),
    );
    expect(today).toEqual(then);
  });

  it.each(types)('%s has the TypeScript types that its schema has', (type) => {
    expect(differences(CONTRACTS.get(type)?.name ?? '', dataSchema(type), type)).toEqual([]);
  });

  it('part their data into what travels in the clear and what is sealed', () => {
    const planId = '5b6f5f6e-1c5a-4e0a-8f43-0d0c8d1c2b3a';
    expect(contractParts('care-plan.plan-suspended.v1', { planId, scope: 'whole' })).toEqual({
      clear: { planId },
      sealed: { scope: 'whole' },
    });
    expect(contractParts('risk.risk-closed.v1', { riskId: planId })).toEqual({ clear: { riskId: planId } });
  });

  it.each<[string, object, string]>([
    ['a missing member', { scope: 'whole' }, 'care-plan.plan-suspended.v1: planId is missing'],
    [
      'a surplus one',
      { planId: named(), scope: [], hazard: 'stairs' },
      'care-plan.plan-suspended.v1: hazard is no member',
    ],
    ['a wrong one', { planId: 'stairs', scope: [] }, 'care-plan.plan-suspended.v1: planId is not of the type'],
    [
      'one that is wrong within',
      { planId: named(), scope: ['a', 1] },
      'care-plan.plan-suspended.v1: scope is not of the type',
    ],
  ])('refuse %s, and quote nothing of its value', (_, data, says) => {
    expect(() => contractParts('care-plan.plan-suspended.v1', data)).toThrow(ContractViolation);
    expect(() => contractParts('care-plan.plan-suspended.v1', data)).toThrow(says);
  });

  it('refuse a type that no service publishes', () => {
    expect(() => contractParts('risk.unknown.v1', {})).toThrow('risk.unknown.v1 is no published contract');
  });
});

/** Where a class declares another type to the compiler than its decorators give to the schema. */
function differences(name: string, schema: unknown, at: string): readonly string[] {
  const { members = {} } = classes.get(name) ?? ({} as Partial<DeclaredClass>);
  const { properties, required } = isPlain(schema) ? schema : {};
  if (!isPlain(properties) || !Array.isArray(required)) return [`${at} is no ${name}`];
  return [
    ...(Object.keys(properties).toString() === Object.keys(members).toString() ? [] : [`${at} has other members`]),
    ...Object.entries(members).flatMap(([member, { type, optional }]) => [
      ...(required.includes(member) === optional ? [`${at}/${member} may or may not be absent`] : []),
      ...typeDifferences(type, properties[member], `${at}/${member}`),
    ]),
  ];
}

const SAME: Readonly<Record<string, (schema: Record<string, unknown>) => boolean>> = {
  string: ({ type }) => type === 'string',
  number: ({ type }) => type === 'integer',
  boolean: ({ type }) => type === 'boolean',
  "'whole' | readonly string[]": ({ anyOf }) => Array.isArray(anyOf),
  'Readonly<Record<string, string>>': ({ additionalProperties: one }) => isPlain(one) && one['type'] === 'string',
  PlanHoldings: ({ additionalProperties: one }) => isPlain(one) && one['type'] === 'array',
  ContractJson: ({ carethreadJson }) => carethreadJson === true,
};

function typeDifferences(type: string, schema: unknown, at: string): readonly string[] {
  const item = /^readonly (.+)\[\]$/.exec(type)?.[1];
  if (!isPlain(schema)) return [`${at} has no schema`];
  if (item !== undefined) return typeDifferences(item, schema['items'], `${at}/items`);
  const isSame = SAME[type];
  if (isSame === undefined) return schema['title'] === type ? differences(type, schema, at) : [`${at} is no ${type}`];
  return isSame(schema) ? [] : [`${at} is no ${type}`];
}

function named(): string {
  return '5b6f5f6e-1c5a-4e0a-8f43-0d0c8d1c2b3a';
}
