import type { ActingParty, Holder } from '@carethread/event-sourcing';
import { filled, present } from '@carethread/ledger';
import type { Relations } from './relations.js';

/** A holder, resolved: the plan's organisation in place of the plan. */
export type Held =
  | {
      readonly by: 'organisation';
      readonly organisationId: string;
      /** What kind of plan it belongs to, where it belongs to one. */
      readonly planKind?: string;
      /** A CPA case, and who co-ordinates it. */
      readonly coordinatorId?: string;
      /** Whose it was before. */
      readonly formerly?: readonly string[];
    }
  | { readonly by: 'council'; readonly passedOn: boolean; readonly planId?: string; readonly organisationId?: string }
  | { readonly by: 'sheet' | 'safetyList' | 'person' | 'serving' | 'tenant' }
  | { readonly by: 'users'; readonly userIds: readonly string[] }
  | { readonly by: 'staff'; readonly user: string };

type HeldByOrganisation = Extract<Held, { by: 'organisation' }>;

/** Who holds it in the end, for one who acts in a role; undefined where what it belongs to is not known. */
export function heldIn(relations: Relations, holder: Holder, role: string, actor: ActingParty): Held | undefined {
  switch (holder.kind) {
    case 'organisation':
      return { by: 'organisation', organisationId: holder.organisationId };
    case 'council':
      return { by: 'council', passedOn: holder.passedOn === true };
    case 'sheet':
    case 'safetyList':
    case 'person':
    case 'serving':
    case 'tenant':
      return { by: holder.kind };
    case 'users':
      return { by: 'users', userIds: holder.userIds };
    case 'staff':
      return { by: 'staff', user: holder.user };
    case 'own':
      return actor.organisationId === undefined || role === 'AS'
        ? { by: 'council', passedOn: false }
        : { by: 'organisation', organisationId: actor.organisationId };
    case 'plan':
      return ofPlan(relations, holder.planId);
    case 'risk': {
      const risk = relations.risks[holder.riskId];
      if (risk === undefined) return undefined;
      if (risk.planId !== undefined) return ofPlan(relations, risk.planId);
      return ofOrganisation(risk.organisationId);
    }
    case 'case':
      return ofOrganisation(holder.organisationId, holder.coordinatorId, holder.formerly);
    case 'caseOf': {
      const tie = relations.ties[holder.caseId];
      return tie === undefined ? undefined : ofOrganisation(tie.organisationId || undefined, tie.coordinatorId);
    }
  }
}

function ofPlan({ plans }: Relations, planId: string): Held | undefined {
  const plan = plans[planId];
  if (plan === undefined) return undefined;
  const { planKind, organisationId, formerly } = plan;
  return planKind === 'localAuthority'
    ? { by: 'council', passedOn: false, planId, organisationId }
    : present<HeldByOrganisation>({ by: 'organisation', organisationId, planKind, formerly });
}

/** What no organisation holds is the council's. */
function ofOrganisation(
  organisationId: string | undefined,
  coordinatorId?: string,
  formerly: readonly string[] = [],
): Held {
  return organisationId === undefined
    ? { by: 'council', passedOn: false }
    : present<HeldByOrganisation>({
        by: 'organisation',
        organisationId,
        coordinatorId,
        formerly: filled(formerly),
      });
}
