import type { ContractJson, Nothing, Shape } from '../contract.js';

type Obligation = { readonly obligationId: string; readonly planId: string; readonly kind: string };

/** What review publishes. */
export type ReviewContracts = {
  'review.training-recorded.v1': Shape<
    Nothing,
    {
      readonly course: string;
      readonly completedOn: string;
      readonly expiresOn?: string;
      /** Whose staff it is about; not on what was stored before two organisations were told apart. */
      readonly organisationId?: string;
    }
  >;
  'review.obligation-created.v1': Shape<Obligation & { readonly dueAt: string; readonly opensAt?: string }, Nothing>;
  'review.obligation-met.v1': Shape<Obligation & { readonly metAt: string; readonly late: boolean }, Nothing>;
  'review.obligation-missed.v1': Shape<Obligation & { readonly dueAt: string }, Nothing>;
  'review.obligation-cancelled.v1': Shape<Obligation, Nothing>;
  'review.review-requested.v1': Shape<{ readonly planId: string }, Nothing>;
  'review.significant-change-reported.v1': Shape<
    { readonly planId: string },
    { readonly domain: string; readonly noticedOn: string }
  >;
  'review.review-scheduled.v1': Shape<
    { readonly reviewId: string; readonly planId: string; readonly at: string },
    { readonly reviewType: string }
  >;
  'review.review-outcome-agreed.v1': Shape<
    { readonly reviewId: string; readonly planId: string; readonly planVersionReviewed: number },
    {
      readonly outcome: string;
      readonly changes: readonly {
        readonly changeId: string;
        /** `add` and `remove`; absent where something is set. */
        readonly op?: string;
        readonly section?: string;
        readonly itemId: string;
        readonly field?: string;
        readonly what?: string;
        readonly from?: ContractJson;
        readonly to?: ContractJson;
      }[];
    }
  >;
  'review.risk-outcomes-reviewed.v1': Shape<
    { readonly reviewId: string },
    { readonly outcomes: readonly { readonly riskId: string; readonly outcome: string; readonly narrative?: string }[] }
  >;
  'review.review-closed.v1': Shape<
    { readonly reviewId: string; readonly planId: string; readonly heldAt: string; readonly closedAt: string },
    {
      readonly reviewType: string;
      readonly outcome: string;
      readonly achieved?: readonly string[];
      /** Of a review of the whole plan. */
      readonly considered?: readonly string[];
      /** Of another type than the plan's own, and yet of the plan as a whole. */
      readonly wholePlan?: boolean;
    }
  >;
};
