import { isId, Refusal } from '@carethread/contracts';
import { isRecord, textMember } from '@carethread/ledger';
import type { FastifyRequest } from 'fastify';
import { askOrMiss, itemsOf } from './answers.js';
import type { Gateway } from './edge.js';

/** So many are asked for at once. */
const AT_ONCE = 200;

type Asked = Pick<Gateway, 'get' | 'post' | 'paths'>;

/** The members of composed answers that hold a user's id, and as what the name stands beside each. */
const NAMED_AS: Readonly<Record<string, string>> = {
  userId: 'name',
  keyworkerId: 'keyworkerName',
  coordinatorId: 'coordinatorName',
  fromUserId: 'fromUserName',
};

/** Those who care for this person are named to them and to those whom they let take part, who are no colleagues. */
interface About {
  readonly personId?: string;
}

/**
 * A composed answer with the name of each user beside their id, where the directory of staff lets the caller know it. Names are a help
 * and no part of the record: without the directory the answer is as it is.
 */
export async function withNames<Answer>(
  edge: Asked,
  request: FastifyRequest,
  answer: Answer,
  about: About = {},
): Promise<Answer> {
  const names = await namesOf(edge, request, usersIn(answer), about);
  return names.size === 0 ? answer : named(answer, names);
}

function usersIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(usersIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([member, inside]) =>
    NAMED_AS[member] !== undefined && typeof inside === 'string' ? [inside] : usersIn(inside),
  );
}

/** The same answer, with members more: nothing that it said is changed. */
function named<Answer>(answer: Answer, names: ReadonlyMap<string, string>): Answer;
function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => named(one, names));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, inside]): readonly (readonly [string, unknown])[] => {
      const as = NAMED_AS[member];
      const name = as === undefined || typeof inside !== 'string' ? undefined : names.get(inside);
      const whole = [member, named(inside, names)] as const;
      return as === undefined || name === undefined ? [whole] : [whole, [as, name]];
    }),
  );
}

async function namesOf(
  edge: Asked,
  request: FastifyRequest,
  userIds: readonly string[],
  about: About,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds)].filter(isId);
  const names = new Map<string, string>();
  if (!edge.paths.includes('assessment')) return names;
  for (let from = 0; from < ids.length; from += AT_ONCE)
    for (const item of await namedBy(edge, request, { ...about, ids: ids.slice(from, from + AT_ONCE) })) {
      const [id, name] = [textMember(item, 'id'), textMember(item, 'name')];
      if (id !== undefined && name !== undefined) names.set(id, name);
    }
  return names;
}

async function namedBy(
  edge: Asked,
  request: FastifyRequest,
  body: About & { readonly ids: readonly string[] },
): Promise<readonly unknown[]> {
  try {
    const answered = await askOrMiss(edge, request, { template: '/assessment/staff/names', values: {}, body });
    return answered === 'away' || answered.status !== 200 ? [] : itemsOf(answered);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
