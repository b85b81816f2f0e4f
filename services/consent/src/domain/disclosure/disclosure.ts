import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { versionInForce, type ConsentFacts } from '../facts.js';
import type { DisclosureEvent } from './events.js';
import type { DisclosureState } from './state.js';

export type MakeDisclosure = {
  readonly type: 'MakeDisclosure';
  readonly recipientId: string;
  readonly role?: string;
  readonly planId?: string;
  readonly fields?: readonly string[];
  readonly basis?: string;
  readonly permissionId?: string;
  readonly evidence?: string;
};
export type SupersedeDisclosure = {
  readonly type: 'SupersedeDisclosure';
  readonly planId: string;
  readonly versionNo: number;
  /** When the later version begins; at once where it is not said. */
  readonly effectiveFrom?: Instant;
};

/** R29: of which kind the plan is that each discloses: their own, and no other. */
const OWN_KIND: Readonly<Record<string, string>> = { CC: 'cpa', TM: 'cpa', AS: 'localAuthority' };

export function disclose(
  command: MakeDisclosure,
  { made }: DisclosureState,
  context: Context<ConsentFacts>,
): readonly DisclosureEvent[] {
  if (made !== undefined) return [];
  const { recipientId, role = 'DW', fields = ['plan'], basis, permissionId, evidence } = command;
  if (basis === undefined && permissionId === undefined) return refuse('DISCLOSURE_BASIS_REQUIRED', ['basis']);
  // R23: a permission that is named is one of record, and stands.
  const permitted = permissionId === undefined || (context.facts.contacts[permissionId] ?? []).length > 0;
  if (!permitted) refuse('REFERENCE_NOT_FOUND', ['permissionId']);
  const { planId, versionNo } = disclosed(command.planId, context);
  return [
    {
      type: 'DisclosureMade',
      payload: present({
        disclosureId: context.id,
        recipientId,
        role,
        planId,
        versionNo,
        fields,
        basis: basis ?? 'personsPermission',
        caveatShown: true,
        preparedOn: context.now,
        recordedBy: context.actor.userId,
        permissionId,
        evidence,
      }),
    },
  ];
}

/** The plan that is disclosed, at the version in force: what begins later is disclosed by nobody yet. */
function disclosed(
  asked: string | undefined,
  { actor, facts: { plans }, now }: Context<ConsentFacts>,
): { readonly planId: string; readonly versionNo: number } {
  const kind = OWN_KIND[actor.role] ?? refuse('ROLE_NOT_PERMITTED');
  const own = (id: string): boolean => plans[id]?.planKind === kind && plans[id].versions.length > 0;
  const planId = asked ?? Object.keys(plans).find(own);
  const plan = planId === undefined ? undefined : plans[planId];
  if (plan !== undefined && plan.planKind !== kind) refuse('ROLE_NOT_PERMITTED');
  const version = plan === undefined ? undefined : versionInForce(plan, now);
  return planId === undefined || version === undefined
    ? refuse('NOT_AGREED', ['planId'])
    : { planId, versionNo: version.versionNo };
}

/** CPA-58: by a later version of the same plan, from when that begins; by an earlier one or another plan's not at all. */
export function supersede(
  { planId, versionNo, effectiveFrom }: SupersedeDisclosure,
  { made, supersededOn }: DisclosureState,
  { now }: Context,
): readonly DisclosureEvent[] {
  if (made === undefined || made.planId !== planId || versionNo <= made.versionNo) return [];
  const from = effectiveFrom === undefined || effectiveFrom < now ? now : effectiveFrom;
  if (supersededOn !== undefined && supersededOn <= from) return [];
  return [{ type: 'DisclosureSuperseded', payload: { supersededOn: from, versionNo } }];
}
