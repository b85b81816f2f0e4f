import { createHash } from 'node:crypto';
import { isPlain } from '../fields.js';

/** Schema keywords that describe and do not validate. */
const ANNOTATIONS: readonly string[] = ['description', 'title', 'summary'];

/** A schema without its annotations, its members in the order of their names. */
export function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (!isPlain(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword, value]) => !ANNOTATIONS.includes(keyword) || isPlain(value))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([keyword, value]) => [keyword, bare(value)]),
  );
}

export function hashOf(schema: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(bare(schema)))
    .digest('hex');
}

type Schemas = Readonly<Record<string, unknown>>;

/**
 * What today's schemas change in those that were published, and may not: consumers read both. An optional member may be added, at
 * any depth, and a contract; everything else is a new version of the contract.
 */
export function violations(before: Schemas, today: Schemas): readonly string[] {
  return Object.entries(before).flatMap(([type, schema]) =>
    today[type] === undefined ? [`${type} is gone`] : changes(bare(schema), bare(today[type]), type),
  );
}

function changes(before: unknown, today: unknown, at: string): readonly string[] {
  if (!isPlain(before) || !isPlain(today)) return isSame(before, today) ? [] : [`${at} has changed`];
  if (isPlain(before['properties']) && isPlain(today['properties'])) return changedMembers(before, today, at);
  return keysOf(before, today).flatMap((name) => changes(before[name], today[name], `${at}/${name}`));
}

/** An object with members: a new one must be optional. */
function changedMembers(before: Schemas, today: Schemas, at: string): readonly string[] {
  const { properties: were, required: needed, ...rest } = before;
  const { properties: are, required: needs, ...now } = today;
  const [old, made] = [membersOf(were), membersOf(are)];
  return [
    ...changes(rest, now, at),
    ...Object.entries(old).flatMap(([name, one]) =>
      made[name] === undefined ? [`${at}/${name} is gone`] : changes(one, made[name], `${at}/${name}`),
    ),
    ...namesIn(needs).flatMap((name) => (namesIn(needed).includes(name) ? [] : [`${at}/${name} is required now`])),
    ...namesIn(needed).flatMap((name) => (namesIn(needs).includes(name) ? [] : [`${at}/${name} is optional now`])),
  ];
}

const membersOf = (value: unknown): Schemas => (isPlain(value) ? value : {});
const namesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const keysOf = (one: Schemas, other: Schemas): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];
