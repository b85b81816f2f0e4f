import type { Instant } from '@carethread/ledger';
import type { PlanState } from './state.js';

/**
 * R16: the versions that a handover opens of a council plan: the one that it names, and each that has come into force. One that is
 * only agreed for a later day, or that was overtaken before its day came, is the council's alone.
 */
export function openedByHandover({ versions }: PlanState, named: readonly number[], now: Instant): readonly number[] {
  return versions
    .filter(
      ({ versionNo, effectiveFrom, overtaken }) =>
        named.includes(versionNo) || (effectiveFrom <= now && overtaken === undefined),
    )
    .map(({ versionNo }) => versionNo);
}

/** A plan as if it had these versions alone, and nothing of them were being prepared. */
export function withVersions(state: PlanState, opened: readonly number[]): PlanState {
  return {
    ...state,
    versions: state.versions.filter(({ versionNo }) => opened.includes(versionNo)),
    corrections: state.corrections.filter((one) => one.appliesToVersions.some((no) => opened.includes(no))),
    renditions: state.renditions.filter(({ versionNo }) => versionNo !== undefined && opened.includes(versionNo)),
  };
}
