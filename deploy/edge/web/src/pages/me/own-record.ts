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
