import type { Nothing, Shape } from '../contract.js';

type Case = { readonly caseId: string };

/** What CPA co-ordination publishes. */
export type CpaContracts = {
  'cpa-coordination.cpa-case-opened.v1': Shape<
    Case,
    {
      readonly coordinatorId: string;
      readonly teamId: string;
      readonly teamSetting: string;
      readonly regionCode: string;
      /** Whose case it is; absent on cases whose opener named none. */
      readonly organisationId?: string;
      readonly acceptedOn: string;
    }
  >;
  'cpa-coordination.cpa-team-changed.v1': Shape<
    Case,
    { readonly teamId: string; readonly teamSetting: string; readonly organisationId?: string; readonly at: string }
  >;
  'cpa-coordination.care-coordinator-reallocated.v1': Shape<
    Case,
    { readonly fromUserId: string; readonly toUserId: string; readonly at: string; readonly interim: boolean }
  >;
  /** About a member of staff: its subject is their pseudonym. */
  'cpa-coordination.coordinator-deactivated.v1': Shape<
    Nothing,
    { readonly userId?: string; readonly organisationId?: string }
  >;
  'cpa-coordination.cpa-level-decided.v1': Shape<
    Case,
    {
      readonly from: string;
      readonly to: string;
      readonly effectiveFrom: string;
      readonly reviewId?: string;
      readonly emergency: boolean;
      readonly rationale: string;
    }
  >;
  'cpa-coordination.contact-lapsed.v1': Shape<Case, { readonly failures: number }>;
  'cpa-coordination.cpa-case-closed.v1': Shape<Case, Nothing>;
};
