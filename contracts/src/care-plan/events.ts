import type { Nothing, Shape } from '../contract.js';
import type { PlanHoldings } from '../plan-changes.js';

type Ref = { readonly id: string; readonly version: number };
type Cause = { readonly kind: string; readonly id?: string };
type Scope = 'whole' | readonly string[];
type Kind = { readonly planKind: string; readonly organisationId: string };
type Entry = Shape<{ readonly entryId: string; readonly occurredAt: string }, { readonly plannedActionId?: string }>;

/** What care-plan publishes. */
export type CarePlanContracts = {
  'care-plan.care-plan-opened.v1': Shape<
    { readonly planId: string },
    Kind & {
      readonly rulePacks: readonly string[];
      readonly derivedFrom?: Ref;
      readonly jurisdiction: string;
      readonly episodeId?: string;
    }
  >;
  /** Which actions a draft holds, whenever they are written. */
  'care-plan.plan-drafted.v1': Shape<{ readonly planId: string }, { readonly actionIds: readonly string[] }>;
  'care-plan.plan-version-proposed.v1': Shape<
    { readonly planId: string; readonly proposalNo: number; readonly contentHash: string },
    Kind & {
      readonly rulePacks: readonly string[];
      readonly jurisdiction: string;
      readonly riskRefs: readonly Ref[];
      readonly effectiveFrom?: string;
      readonly actionIds?: readonly string[];
      /** What somebody may object to in it, by id or path; not on what was stored before it was told. */
      readonly places?: readonly string[];
      readonly cause: Cause;
      /** Everything that caused it, where that is more than one thing. */
      readonly causes?: readonly Cause[];
    }
  >;
  'care-plan.rendition-added.v1': Shape<
    { readonly planId: string; readonly proposalNo?: number; readonly versionNo?: number; readonly issueNo: number },
    { readonly format: string; readonly lang?: string }
  >;
  'care-plan.publication-refused.v1': Shape<
    { readonly planId: string; readonly proposalNo: number },
    { readonly code: string }
  >;
  'care-plan.provisional-plan-published.v1': Shape<
    {
      readonly planId: string;
      readonly versionNo: number;
      readonly contentHash: string;
      readonly effectiveFrom: string;
    },
    Kind & { readonly consentBasis: string; readonly holdings?: PlanHoldings; readonly actionIds?: readonly string[] }
  >;
  'care-plan.plan-version-published.v1': Shape<
    {
      readonly planId: string;
      readonly versionNo: number;
      readonly proposalNo: number;
      readonly contentHash: string;
      readonly effectiveFrom: string;
      readonly supersedesVersionNo?: number;
    },
    Kind & {
      /** Absent where nobody needed to sign: a replacement that reads the same. */
      readonly signOffId?: string;
      readonly cause: Cause;
      readonly causes?: readonly Cause[];
      readonly outcomeIds: readonly string[];
      readonly achievedIds?: readonly string[];
      readonly needIds: readonly string[];
      /** Not on what was stored before inspectors were shown them. */
      readonly actionIds?: readonly string[];
      /** The ids of the items of every list; not on what was stored before reviews were told of them. */
      readonly holdings?: PlanHoldings;
      readonly provision: number;
      readonly needs: number;
    }
  >;
  'care-plan.plan-replaced.v1': Shape<
    {
      readonly planId: string;
      readonly versionNo: number;
      readonly replacesVersionNo: number;
      readonly contentHash: string;
    },
    Kind & { readonly amendmentsFolded: number }
  >;
  'care-plan.plan-profile-changed.v1': Shape<
    { readonly planId: string; readonly effectiveFrom: string },
    { readonly organisationId: string; readonly profile: { readonly code: string; readonly version: number } }
  >;
  'care-plan.plan-version-superseded.v1': Shape<
    {
      readonly planId: string;
      readonly versionNo: number;
      readonly supersededBy: number;
      readonly supersededAt: string;
    },
    Nothing
  >;
  'care-plan.plan-correction-recorded.v1': Shape<
    {
      readonly planId: string;
      readonly issues: readonly {
        readonly versionNo: number;
        readonly issueNo: number;
        readonly contentHash: string;
      }[];
      readonly correctionId: string;
    },
    Nothing
  >;
  'care-plan.plan-suspended.v1': Shape<{ readonly planId: string }, { readonly scope: Scope; readonly cause?: string }>;
  'care-plan.plan-resumed.v1': Shape<
    { readonly planId: string },
    { readonly scope: Scope; readonly causes?: readonly string[] }
  >;
  'care-plan.care-plan-closed.v1': Shape<
    { readonly planId: string; readonly closedAt: string },
    { readonly organisationId: string; readonly reason: string }
  >;
  'care-plan.service-agreement-made.v1': Shape<
    { readonly episodeId: string; readonly agreedAt: string },
    {
      readonly providerId: string;
      readonly serviceId?: string;
      readonly serviceType: string;
      readonly setting: string;
      readonly commissioner: string;
      readonly councilOperated: boolean;
      readonly jurisdiction: string;
      /** The handover that it came from. */
      readonly handoverId?: string;
    }
  >;
  'care-plan.care-team-assigned.v1': Shape<
    { readonly episodeId: string },
    {
      readonly organisationId: string;
      readonly serviceId?: string;
      readonly keyworkerId: string;
      readonly members: readonly {
        readonly userId: string;
        readonly purposes: readonly string[];
        readonly supervisedBy?: string;
        readonly newStaff?: boolean;
      }[];
    }
  >;
  'care-plan.service-started.v1': Shape<
    { readonly episodeId: string; readonly startedAt: string },
    { readonly providerId: string; readonly emergency: boolean }
  >;
  'care-plan.service-ended.v1': Shape<
    { readonly episodeId: string; readonly endedAt: string },
    { readonly providerId: string; readonly reason: string }
  >;
  'care-plan.copy-issued.v1': Shape<
    { readonly planId: string; readonly copyId: string; readonly versionNo: number; readonly issueNo: number },
    Nothing
  >;
  'care-plan.copy-acknowledged.v1': Shape<
    { readonly planId: string; readonly copyId: string; readonly at: string },
    Nothing
  >;
  'care-plan.break-glass-opened.v1': Shape<
    { readonly until: string },
    { readonly userId: string; readonly organisationId?: string; readonly reason: string }
  >;
  'care-plan.person-refused-care.v1': Shape<
    Entry['clear'],
    Entry['sealed'] & {
      readonly reviewOn?: string;
      /** Who was refused: not on what was stored before refusals were counted by plan. */
      readonly organisationId?: string;
    }
  >;
  'care-plan.exception-recorded.v1': Shape<Entry['clear'], Entry['sealed'] & { readonly reasonCode?: string }>;
  'care-plan.care-given-without-consent.v1': Entry;
};
