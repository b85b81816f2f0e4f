import { heldWithPlan } from '@carethread/event-sourcing';
import type { RequestContext } from '@carethread/http-api';
import { copies } from '../../domain/copies/decider.js';
import { planHeld } from '../plan/loaded-plan.js';

/** Whom the person lets take part: each has what was made out to them. */
const CONTACTS: readonly string[] = ['OP', 'CA', 'AD'];

export const seesTheirsAlone = ({ roles }: RequestContext['actor']): boolean =>
  roles.every((role) => CONTACTS.includes(role));

/** The register of a plan's copies for those who may read the plan; a recipient finds their own in it, and no other. */
export async function copiesSeen(ask: RequestContext) {
  const { personId, until } = await planHeld(ask);
  const id = ask.params['id'] ?? '';
  const { userId } = ask.actor;
  const whole = !seesTheirsAlone(ask.actor) && (await ask.sight(personId).sees(heldWithPlan(id)));
  const own = <One extends { readonly recipient: { readonly id?: string } }>(all: readonly One[]): readonly One[] =>
    whole ? all : all.filter(({ recipient }) => recipient.id === userId);
  // D23: a former provider reads what was issued until its service ended; what went to others with the end itself is not theirs.
  const { state: register } =
    until === undefined ? await ask.read.state(copies, id) : await ask.read.history(copies, id, until);
  const issued = own(register.issued).filter(
    ({ issuedAt, recipient }) => until === undefined || issuedAt < until || recipient.id === userId,
  );
  const withheld = own(register.withheld);
  const failed = own(register.failed);
  const items = [
    ...issued.map((copy) => ({ type: 'CopyIssued', ...copy })),
    ...withheld.map((one) => ({ type: 'CopyWithheld', ...one })),
    ...failed.map((one) => ({ type: 'CopyDeliveryFailed', ...one })),
  ];
  return { body: { items, issued, withheld, failed, home: whole ? register.home : [] } };
}
