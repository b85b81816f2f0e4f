import { isId, Refusal } from '@carethread/contracts';
import { isRecord, presentItems, textMember } from '@carethread/ledger';
import type { FastifyRequest } from 'fastify';
import { askOrMiss, itemsOf } from './answers.js';
import type { Gateway } from './edge.js';

/** So many are asked for at once. */
const AT_ONCE = 200;

type Asked = Pick<Gateway, 'get' | 'post' | 'paths'>;

/**
 * Entries with the `name` of their user beside the `userId`, where the caller may know it. Names are a help and no part of the
 * record: without the directory of staff the entries are shown as they are.
 */
export async function withNames(
  edge: Asked,
  request: FastifyRequest,
  entries: readonly unknown[],
): Promise<readonly unknown[]> {
  const names = await namesOf(edge, request, entries.flatMap(usersIn));
  return names.size === 0 ? entries : entries.map((entry) => named(entry, names));
}

const othersOf = (entry: unknown): readonly unknown[] => {
  const others = isRecord(entry) ? entry['others'] : undefined;
  return Array.isArray(others) ? others : [];
};

function usersIn(entry: unknown): readonly string[] {
  return presentItems(textMember(entry, 'userId'), ...othersOf(entry).flatMap(usersIn));
}

function named(entry: unknown, names: ReadonlyMap<string, string>): unknown {
  if (!isRecord(entry)) return entry;
  const name = names.get(textMember(entry, 'userId') ?? '');
  const others = othersOf(entry).map((one) => named(one, names));
  return Object.assign({}, entry, name === undefined ? {} : { name }, others.length === 0 ? {} : { others });
}

async function namesOf(
  edge: Asked,
  request: FastifyRequest,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds)].filter(isId);
  const names = new Map<string, string>();
  if (!edge.paths.includes('assessment')) return names;
  for (let from = 0; from < ids.length; from += AT_ONCE)
    for (const item of await namedBy(edge, request, ids.slice(from, from + AT_ONCE))) {
      const [id, name] = [textMember(item, 'id'), textMember(item, 'name')];
      if (id !== undefined && name !== undefined) names.set(id, name);
    }
  return names;
}

async function namedBy(edge: Asked, request: FastifyRequest, ids: readonly string[]): Promise<readonly unknown[]> {
  try {
    const answered = await askOrMiss(edge, request, { template: '/assessment/staff/names', values: {}, body: { ids } });
    return answered === 'away' || answered.status !== 200 ? [] : itemsOf(answered);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
