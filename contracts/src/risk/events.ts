import type { Nothing, Shape } from '../contract.js';

/** What risk publishes. */
export type RiskContracts = {
  'risk.risk-assessed.v1': Shape<
    { readonly riskId: string; readonly version: number; readonly contentHash: string },
    {
      readonly planId?: string;
      /** The organisation that holds it, where neither a plan nor the council does. */
      readonly organisationId?: string;
      readonly actionIds: readonly string[];
      readonly conclusion: string;
      readonly reviewOn?: string;
      /** What the safety list says of it; not on what was stored before there was one. */
      readonly domain?: string;
      readonly hazard?: string;
      readonly managementPlan?: string;
    }
  >;
  'risk.risk-outcome-recorded.v1': Shape<
    { readonly riskId: string },
    { readonly reviewId?: string; readonly outcome: string; readonly narrative: string }
  >;
  'risk.risk-closed.v1': Shape<{ readonly riskId: string }, Nothing>;
  /** The person is asked to sign a restriction as it is proposed. */
  'risk.restriction-consent-asked.v1': Shape<
    { readonly restrictionId: string; readonly askNo: number; readonly contentHash: string },
    Nothing
  >;
  'risk.restriction-authorised.v1': Shape<
    { readonly restrictionId: string; readonly from: string; readonly to: string },
    {
      readonly scheme: string;
      readonly authorityRef: string;
      readonly conditions: readonly string[];
      readonly urgent: boolean;
      /** What it allows; not on what was stored before the safety list said so. */
      readonly measure?: string;
    }
  >;
  'risk.restriction-expired.v1': Shape<{ readonly restrictionId: string; readonly expiredAt: string }, Nothing>;
  /** The person withdrew their consent to it: it may not be used until it has another authority. */
  'risk.restriction-withheld.v1': Shape<{ readonly restrictionId: string; readonly withheldAt: string }, Nothing>;
  'risk.restriction-ended.v1': Shape<
    { readonly restrictionId: string; readonly endedAt: string },
    { readonly reason: string }
  >;
};
