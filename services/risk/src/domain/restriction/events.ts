import type { Instant, JsonObject } from '@carethread/ledger';

export type Proposal = {
  readonly measure: string;
  readonly justification: string;
  readonly leastRestrictiveCheck: string;
  readonly lessRestrictiveOptions: readonly string[];
  /** Of the one who proposed it; on what was stored before, that of the event's actor. */
  readonly organisationId?: string;
};
export type Authorisation = {
  readonly scheme: string;
  readonly authorityRef: string;
  readonly from: string;
  readonly to: string;
  readonly conditions: readonly string[];
  readonly urgent: boolean;
  /** Of a measure that the person consents to: their sign-off. */
  readonly signOffId?: string;
};
/** What the person was asked to consent to: the proposal as it stands, by its hash. */
export type ConsentAsked = {
  readonly restrictionId: string;
  readonly askNo: number;
  readonly contentHash: string;
  readonly salts: Readonly<Record<string, string>>;
  readonly content: JsonObject;
};
export type RestrictionReview = { readonly stillNeeded: boolean; readonly changes: string };
export type RestrictionEvent =
  | { readonly type: 'RestrictionProposed'; readonly payload: Proposal }
  | { readonly type: 'RestrictionConsentAsked'; readonly payload: ConsentAsked }
  | { readonly type: 'RestrictionAuthorised'; readonly payload: Authorisation & { readonly measure?: string } }
  | { readonly type: 'RestrictionReviewed'; readonly payload: RestrictionReview }
  | { readonly type: 'RestrictionExpired'; readonly payload: Readonly<Record<string, never>> }
  /** The person withdrew the consent that it rested on. */
  | { readonly type: 'RestrictionWithheld'; readonly payload: { readonly signOffId: string } }
  | {
      readonly type: 'RestrictionEnded';
      /** `endedAt`: when the service ended with which it did. */
      readonly payload: { readonly reason: string; readonly endedAt?: Instant };
    };
