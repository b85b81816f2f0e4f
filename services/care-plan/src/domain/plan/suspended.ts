import type { Suspended, Scope } from '@carethread/withholding';

export interface Held {
  readonly suspensions: readonly Suspension[];
}

/** Who withheld care, or withdrew from it. */
export type Suspender = {
  readonly kind?: string;
  readonly id?: string;
  readonly name?: string;
  readonly role?: string;
};

/** Why care is withheld; each cause is lifted by its own act (R6). */
export const SUSPENSION_CAUSES = ['consent', 'hospital', 'safety', 'other'] as const;
export type SuspensionCause = (typeof SUSPENSION_CAUSES)[number];

export interface Suspension extends Suspended {
  readonly id: string;
  readonly cause: SuspensionCause;
  readonly by: Suspender;
  readonly reason?: string;
  /** Which of the person's withdrawals of consent to care under this plan it is, counted from 1. */
  readonly withdrawalNo?: number;
}
export type PlanSuspended = {
  readonly planId: string;
  readonly scope: Scope;
  readonly reason: string;
  /** Absent on events stored before it was required; so are the members below. */
  readonly from?: string;
  readonly suspensionId?: string;
  readonly cause?: SuspensionCause;
  readonly by?: Suspender;
  readonly withdrawalNo?: number;
};
export type PlanResumed = {
  readonly planId: string;
  readonly scope: Scope;
  /** Which causes it lifts; absent on what was stored when a resumption lifted whatever there was. */
  readonly causes?: readonly SuspensionCause[];
  readonly by?: Suspender;
  readonly reason?: string;
  /** It lifts no withdrawal that came later than these. */
  readonly withdrawalsKnown?: number;
  /** The version that the person signed, where that lifts it. */
  readonly versionNo?: number;
};
