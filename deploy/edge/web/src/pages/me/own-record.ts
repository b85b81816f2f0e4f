import { textMember } from '@carethread/ledger';
import type { AnswerOf } from '../../api/operation.js';
import type { Asked } from '../../shell/asked.js';
import { SignedOut } from '../../session/session.js';

/** A plan with the id that commands name it by. */
export type Plan = AnswerOf<'getPlan'> & { readonly id: string };

/** Whose door it is. Throws SignedOut where the token names no person: then it opens nobody's. */
export function ownId({ user }: Pick<Asked, 'user'>): string {
  if (user.personId === undefined) throw new SignedOut();
  return user.personId;
}

/** The plan that people work by: the provider's where there is one, else the council's. */
export async function ownPlan(asked: Pick<Asked<'listPlans' | 'getPlan'>, 'user' | 'read'>): Promise<Plan | undefined> {
  const personId = ownId(asked);
  const plans = await asked.read('listPlans', { query: { personId, limit: 50 } });
  const id = plans.items.at(-1)?.id;
  return id === undefined ? undefined : { ...(await asked.read('getPlan', { path: { id } })), id };
}

/** What a plan says of each topic, in the order of a day and not of an alphabet. */
export function topicsOf(
  { current }: Plan,
  order: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const topics: object = current?.content?.preferences?.topics ?? {};
  const names = Object.keys(order);
  const placeOf = (topic: string): number => (names.includes(topic) ? names.indexOf(topic) : names.length);
  return Object.entries(topics)
    .flatMap(([topic, said]) => {
      const content = textMember(said, 'content');
      return content === undefined ? [] : [[topic, content] as const];
    })
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other));
}
