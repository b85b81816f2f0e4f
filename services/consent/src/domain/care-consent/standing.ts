import { presentItems, present, type Instant } from '@carethread/ledger';
import { isNothing, withheldAt, type Scope } from '@carethread/withholding';
import type { AgreedVersion, CareConsentState } from './state.js';

/** What a person's consent to care under a plan is at an instant. */
export interface Standing {
  readonly state: 'none' | 'given' | 'partlyWithdrawn' | 'withdrawn';
  readonly versionNo: number;
  readonly withdrawn: Scope;
  /** On what care rests under a provisional plan. */
  readonly basis?: string;
  /** Versions that have not begun, where something is withdrawn of them. */
  readonly upcoming: readonly {
    readonly versionNo: number;
    readonly effectiveFrom: Instant;
    readonly withdrawn: Scope;
  }[];
}

export function standingAt(state: CareConsentState, at: Instant): Standing {
  const agreed = inForceAt(state, at) ?? state.versions.at(-1);
  if (agreed === undefined) return { state: 'none', versionNo: 0, withdrawn: [], upcoming: [] };
  const withdrawn = withheldAt(state.withdrawals, at, agreed.actionIds);
  return present({
    state: isNothing(withdrawn) ? 'given' : withdrawn === 'whole' ? 'withdrawn' : 'partlyWithdrawn',
    versionNo: agreed.versionNo,
    withdrawn,
    basis: agreed.basis,
    upcoming: upcomingAt(state, at).flatMap(({ versionNo, effectiveFrom, actionIds }) => {
      const later = withheldAt(state.withdrawals, effectiveFrom, actionIds);
      return isNothing(later) ? [] : [{ versionNo, effectiveFrom, withdrawn: later }];
    }),
  });
}

/** The actions that the person agreed to and that are given, or will be; undefined where a version did not say what it holds. */
export function agreedActionsAt(state: CareConsentState, at: Instant): readonly string[] | undefined {
  const inForce = inForceAt(state, at);
  const versions = presentItems(inForce, ...upcomingAt(state, at));
  const known = versions.flatMap(({ actionIds }) => (actionIds === undefined ? [] : [actionIds]));
  return known.length < versions.length ? undefined : [...new Set(known.flat())];
}

/** All that is withdrawn now, of what is given or will be. */
export function withdrawnAt(state: CareConsentState, at: Instant): Scope {
  const { withdrawn, upcoming } = standingAt(state, at);
  if (withdrawn === 'whole') return 'whole';
  const later = upcoming.flatMap((one) => (one.withdrawn === 'whole' ? [] : one.withdrawn));
  return [...new Set([...withdrawn, ...later])];
}

function inForceAt({ versions }: CareConsentState, at: Instant): AgreedVersion | undefined {
  return versions.reduce<AgreedVersion | undefined>(
    (best, version) =>
      version.effectiveFrom <= at && (best === undefined || version.effectiveFrom >= best.effectiveFrom)
        ? version
        : best,
    undefined,
  );
}

function upcomingAt({ versions }: CareConsentState, at: Instant): readonly AgreedVersion[] {
  return versions.filter(({ effectiveFrom }) => effectiveFrom > at);
}
