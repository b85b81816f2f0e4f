import { present } from '@carethread/ledger';
import { PACKS, profileAt } from '@carethread/contracts';
import type { ConsentFacts } from '../facts.js';
import type { Signatory, SignOffEvent } from './events.js';
import { isOpen, requestedIn, type SignOffState } from './state.js';

export type ChangeSignatory = { readonly type: 'ChangeSignatory'; readonly role: string; readonly userId: string };

export function changeSignatory({ role, userId }: ChangeSignatory, state: SignOffState): readonly SignOffEvent[] {
  const place = requestedIn(state).requiredSignatories.find((one) => one.role === role);
  const isSigned = state.signatures.some((one) => one.role === role);
  return !isOpen(state) || place === undefined || place.userId === userId || isSigned
    ? []
    : [{ type: 'SignatoryChanged', payload: { role, userId } }];
}

/** The union of what profile and rule packs ask for (model §5); a council plan asks the person alone. */
export function signatoriesOf(
  planKind: string,
  jurisdiction: string,
  rulePacks: readonly string[],
  date: string,
): readonly { role: string; reason: string }[] {
  if (planKind === 'localAuthority') return [{ role: 'person', reason: 'Care Act 2014' }];
  const profile = profileAt(jurisdiction, date);
  const places = (profile?.signatories.plan ?? ['person']).map((role) => ({ role, reason: jurisdiction }));
  const packs = rulePacks.flatMap((pack) =>
    pack === 'CITY' || pack === 'CPA' ? PACKS[pack].addSignatories.map((role) => ({ role, reason: pack })) : [],
  );
  const all = [...places, ...packs];
  return all.filter(({ role }, index) => all.findIndex((one) => isSamePlace(one.role, role)) === index);
}

/** A council-run home in Scotland asks for its manager twice, by two names: that is one place (D9). */
function isSamePlace(one: string, other: string): boolean {
  const managers = ['manager', 'serviceManager'];
  return one === other || (managers.includes(one) && managers.includes(other));
}

/** R22: whose place it is. The keyworker's is that of the assigned keyworker, the manager's that of the plan's organisation. */
export function named(
  signatories: readonly Signatory[],
  { planId, organisationId }: { readonly planId: string; readonly organisationId: string },
  facts: ConsentFacts,
): readonly Signatory[] {
  return signatories.map((one) => {
    if (one.role === 'person') return one;
    const userId = holderOf(one.role, planId, organisationId, facts);
    return present({ ...one, organisationId, userId });
  });
}

/** Who holds a place by name: the keyworker of the plan's own episode, or the co-ordinator of the person's case. */
export function holderOf(
  role: string,
  planId: string,
  organisationId: string,
  { plans, teams, coordinators }: ConsentFacts,
): string | undefined {
  if (role === 'cpaCareCoordinator') return Object.values(coordinators).at(-1);
  if (role !== 'keyworker') return undefined;
  const own = teams[plans[planId]?.episodeId ?? ''];
  const open = Object.values(teams).findLast((team) => team.open && team.organisationId === organisationId);
  return (own?.open === true ? own : open)?.keyworkerId;
}
