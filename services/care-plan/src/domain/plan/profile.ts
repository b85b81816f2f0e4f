import { fault, holdingAt, malformed, profileAt, refuse } from '@carethread/contracts';
import { addDays, localDate, startOfDay, toDate } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { approvedBy as second } from '@carethread/approvals';
import { canonicalJson, type Instant, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { section } from './content.js';
import { OPENERS } from './openers.js';
import type { Opened, Stamped } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type ChangeProfile = {
  readonly type: 'ChangeProfile';
  readonly profile: Json;
  readonly effectiveFrom?: string;
  readonly reason?: string;
  /** Whom the first names as the second. Naming approves nothing: each of the two acts for themselves (R24). */
  readonly approvedBy?: string;
};

/** The profile that holds for a plan at an instant: of the changes that have begun by then the latest, else the one of its opening. */
export function profileHolding(
  opened: Pick<Opened, 'profile' | 'laws'>,
  { profileChanges }: Pick<PlanState, 'profileChanges'>,
  at: Instant,
): Stamped {
  const { profile, laws } = holdingAt(profileChanges, at) ?? opened;
  return { profile, laws };
}

/** ENG-004, R24: from a day of its own, today or later, by two people; versions that are there keep the stamp they have. */
export function changeProfile(
  command: ChangeProfile,
  state: PlanState,
  opened: Opened,
  { now, actor, id }: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  if (OPENERS[opened.planKind]?.includes(actor.role) !== true) refuse('ROLE_NOT_PERMITTED');
  const { reason, approvedBy } = command;
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const today = localDate(now);
  const date = command.effectiveFrom === undefined ? today : toDate(command.effectiveFrom);
  if (date < today || date > addDays(today, 366)) refuse('TIMESCALE_INVALID', ['effectiveFrom']);
  const effectiveFrom = date === today ? now : startOfDay(date);
  const next = profileNamed(command.profile, date);
  const from = profileHolding(opened, state, effectiveFrom).profile;
  if (from.code === next.profile.code && from.version === next.profile.version) refuse('STATE_CONFLICT', ['profile']);
  const by = actor.userId;
  const wanted = command.effectiveFrom === undefined ? {} : { effectiveOn: date };
  const key = canonicalJson([next.profile.code, wanted.effectiveOn ?? '']);
  const approval = second(state.profileApprovals, { key, by }, now);
  switch (approval.state) {
    case 'sameApprover':
      return refuse('SECOND_APPROVER_REQUIRED', ['approvedBy']);
    case 'approvedOnce': {
      const { lapsesAt } = approval;
      const names = approvedBy === undefined ? {} : { names: approvedBy };
      const payload = { planId: id, profile: next.profile, ...wanted, reason, key, by, lapsesAt, ...names };
      return [{ type: 'ProfileChangeApproved', payload }];
    }
    case 'approved':
      return [
        {
          type: 'PlanProfileChanged',
          effectiveFrom,
          payload: {
            planId: id,
            organisationId: opened.organisationId,
            from,
            ...next,
            effectiveFrom,
            reason: approval.first.reason,
            approvedBy: [approval.first.by, by],
            reasons: [approval.first.reason, reason],
            key,
          },
        },
      ];
  }
}

/** The version of a profile that is in force on a date, as a plan is stamped with it. */
export function profileNamed(named: Json, date: string): Stamped {
  const found = profileAt(profileCode(named), date) ?? refuse('PROFILE_UNKNOWN', ['profile']);
  return { profile: { code: found.code, version: found.version }, laws: found.laws };
}

/** A profile is named by its code, alone or as `{ code }`. */
function profileCode(profile: Json): string {
  if (typeof profile === 'string') return profile;
  const { code } = section({ profile }, 'profile');
  return typeof code === 'string' ? code : malformed(fault('/profile', 'type', 'is a code, or an object with one'));
}
