import type { Instant, JsonObject } from '@carethread/ledger';

export type Proposal = {
  readonly measure: string;
  readonly justification: string;
  readonly leastRestrictiveCheck: string;
  readonly lessRestrictiveOptions: readonly string[];
  /** Of whoever proposed it; on what was stored before, that of the event's actor. */
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

export type RestrictionState = {
  readonly state: 'none' | 'proposed' | 'active' | 'withheld' | 'expired' | 'ended';
  readonly proposed: Proposal | undefined;
  readonly proposedAt?: Instant;
  /** The law that it was proposed under. */
  readonly jurisdiction?: string;
  /** The organisation that proposed it; absent where the council did. */
  readonly heldBy?: string;
  /** What the person was asked last. */
  readonly asked?: { readonly askNo: number; readonly contentHash: string };
  /** In the order in which they were recorded: the last one says how long the restriction may stand. */
  readonly authorisations: readonly Authorisation[];
  readonly reviews: readonly (RestrictionReview & { readonly reviewedAt: string })[];
  readonly endedBecause: string | undefined;
};
export type RestrictionCommand =
  | {
      readonly type: 'ProposeRestriction';
      readonly measure: string;
      readonly justification?: string;
      readonly leastRestrictiveCheck?: string;
      readonly lessRestrictiveOptions?: readonly string[];
    }
  | { readonly type: 'AskForConsent' }
  | ({ readonly type: 'AuthoriseRestriction' } & Partial<Omit<Authorisation, 'signOffId'>>)
  | { readonly type: 'ReviewRestriction'; readonly stillNeeded: boolean; readonly changes?: string }
  | { readonly type: 'EndRestriction'; readonly reason: string }
  /** Whoever it belonged to serves the person no more. */
  | { readonly type: 'EndWithService'; readonly endedAt: Instant }
  | { readonly type: 'WithholdRestriction'; readonly signOffId: string }
  | { readonly type: 'ExpireRestriction' };
