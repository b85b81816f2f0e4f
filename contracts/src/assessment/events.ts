import type { Nothing, Shape } from '../contract.js';

type Handover = {
  readonly handoverId: string;
  readonly providerId: string;
  readonly serviceId?: string;
  readonly setting?: string;
  readonly emergency: boolean;
  readonly reason?: string;
  readonly respondBy?: string;
  readonly planRef?: { readonly id: string; readonly version: number };
};

/** What assessment publishes. */
export type AssessmentContracts = {
  'assessment.organisation-set.v1': Shape<
    {
      readonly organisationId: string;
      readonly kind: string;
      readonly name: string;
      readonly jurisdiction: string;
      readonly councilOperated: boolean;
      readonly registrationNo?: string;
      readonly logoRef?: string;
      readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
    },
    Nothing
  >;
  'assessment.person-registered.v1': Shape<
    Nothing,
    {
      readonly groups: readonly string[];
      readonly firstLanguage: string;
      readonly fundingRoute?: string;
      readonly homeRegionCode?: string;
      /** The organisation that registered the person, where that was not the council. */
      readonly registeredBy?: string;
      /** Absent where the birth is not known to the day. */
      readonly dateOfBirth?: string;
      readonly birth?: { readonly year: number; readonly month?: number; readonly estimated: boolean };
      /** One of given and family at least. */
      readonly name: { readonly given?: string; readonly family?: string; readonly preferred?: string };
    }
  >;
  /** A birth set right: to the day, or to the year or month. What holds is this and not what was registered. */
  'assessment.person-birth-corrected.v1': Shape<
    Nothing,
    {
      readonly dateOfBirth?: string;
      readonly birth?: { readonly year: number; readonly month?: number; readonly estimated: boolean };
    }
  >;
  'assessment.communication-needs-recorded.v1': Shape<
    Nothing,
    {
      readonly needs: readonly string[];
      readonly preferredLanguage?: string;
      readonly formats: readonly { readonly format: string; readonly priority: number; readonly lang?: string }[];
      readonly methods: readonly string[];
    }
  >;
  'assessment.eligibility-decided.v1': Shape<
    { readonly assessmentId: string },
    { readonly eligible: boolean; readonly needIds: readonly string[] }
  >;
  'assessment.personal-outcome-identified.v1': Shape<
    { readonly assessmentId: string; readonly outcomeId: string },
    Nothing
  >;
  'assessment.assessment-completed.v1': Shape<
    {
      readonly assessmentId: string;
      readonly version: number;
      readonly completedAt: string;
      readonly needIds: readonly string[];
      readonly outcomeIds: readonly string[];
    },
    {
      readonly kind: string;
      readonly coverage: Readonly<Record<string, string>>;
      /** Not on what was stored before plans asked for it. */
      readonly needs?: readonly { readonly needId: string; readonly domain?: string }[];
      /** The organisation that holds it, where that is not the council. */
      readonly heldBy?: string;
    }
  >;
  'assessment.assessment-corrected.v1': Shape<
    {
      readonly assessmentId: string;
      /** The one that holds since. */
      readonly issue: number;
      /** Those that the correction brought; not on what was stored before corrections were ordered by effect. */
      readonly issues?: readonly number[];
      readonly findingId: string;
      readonly effectiveFrom?: string;
    },
    Nothing
  >;
  'assessment.handover-issued.v1': Shape<Nothing, Handover>;
  'assessment.handover-accepted.v1': Shape<
    Nothing,
    Handover & { readonly keyworkerId: string; readonly plannedStart: string; readonly acceptedBy: string }
  >;
  'assessment.handover-returned.v1': Shape<Nothing, { readonly handoverId: string; readonly providerId: string }>;
  'assessment.person-death-recorded.v1': Shape<
    Nothing,
    { readonly dateOfDeath: string; readonly evidence: string; readonly evidenceRef?: string }
  >;
};
