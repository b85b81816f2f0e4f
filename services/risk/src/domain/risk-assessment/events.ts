import type { JsonObject } from '@carethread/ledger';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };
export type Weighing = {
  readonly hazard?: string;
  readonly personsAim?: string;
  readonly personsView?: string;
  readonly supportGiven?: string;
  readonly benefits: readonly string[];
  readonly adverseEffects: readonly string[];
  readonly likelihood?: number;
  readonly severity?: number;
};
export type Controls = {
  readonly controls: readonly { readonly what: string; readonly who?: string; readonly by?: string }[];
  readonly noneReasonableBecause?: string;
};
export type Conclusion = {
  readonly version: number;
  readonly conclusion: string;
  readonly reasons: string;
  readonly decidedBy: Party;
  readonly managementPlan: string;
  readonly reviewOn?: string;
};
export type RiskEvent =
  | {
      readonly type: 'RiskAssessmentOpened';
      readonly payload: {
        readonly riskId: string;
        readonly planId?: string;
        readonly actionIds: readonly string[];
        readonly domain: string;
        readonly framework: string;
        readonly policyRef?: { readonly title: string; readonly version: string };
        /** Of the one who opened it; on what was stored before, that of the event's actor. */
        readonly organisationId?: string;
      };
    }
  | { readonly type: 'RiskWeighed'; readonly payload: Weighing }
  | { readonly type: 'ControlsPlanned'; readonly payload: Controls }
  | {
      readonly type: 'RiskAssessed';
      readonly payload: Conclusion & {
        readonly riskId: string;
        readonly planId?: string;
        /** Where it belongs to no plan. */
        readonly organisationId?: string;
        readonly actionIds: readonly string[];
        /** Not on what was stored before it was published. */
        readonly domain?: string;
        readonly contentHash: string;
        readonly salts: Readonly<Record<string, string>>;
        readonly content: JsonObject;
      };
    }
  | {
      readonly type: 'RiskOutcomeRecorded';
      readonly payload: { readonly reviewId?: string; readonly outcome: string; readonly narrative: string };
    }
  | { readonly type: 'StaffViewRecorded'; readonly payload: { readonly view: string; readonly by: string } }
  | { readonly type: 'RiskClosed'; readonly payload: { readonly riskId: string; readonly reason: string } };
