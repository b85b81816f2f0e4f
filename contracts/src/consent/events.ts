import type { Nothing, Shape } from '../contract.js';

type Scope = 'whole' | readonly string[];
type SignOff = { readonly signOffId: string; readonly subjectId: string; readonly proposalNo: number };
type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };
type Contact = {
  readonly contactId: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly byPerson: boolean;
  readonly basis: string;
};

/** What consent publishes. */
export type ConsentContracts = {
  'consent.sign-off-requested.v1': Shape<
    SignOff & { readonly contentHash: string; readonly lapsesAt: string },
    { readonly subject: string }
  >;
  'consent.sign-off-completed.v1': Shape<
    SignOff & { readonly contentHash: string; readonly completedAt: string },
    {
      readonly subject: string;
      readonly legalBasis: string;
      readonly scope?: Scope;
      /** How many withdrawals of consent to care under the plan came before what was signed. */
      readonly withdrawalsKnown?: number;
    }
  >;
  'consent.sign-off-refused.v1': Shape<SignOff, { readonly subject: string }>;
  'consent.sign-off-voided.v1': Shape<SignOff, { readonly subject: string; readonly reason: string }>;
  'consent.sign-off-lapsed.v1': Shape<SignOff, { readonly subject: string }>;
  /** Consent that a completed sign-off gave to something else than care under a plan: to a restriction. */
  'consent.signed-consent-withdrawn.v1': Shape<
    SignOff & { readonly withdrawnAt: string },
    { readonly subject: string; readonly mode: string; readonly by: Party }
  >;
  'consent.care-consent-given.v1': Shape<{ readonly planId: string; readonly versionNo: number }, Nothing>;
  'consent.care-consent-withdrawn.v1': Shape<
    { readonly planId: string; readonly withdrawnAt: string },
    { readonly scope: Scope; readonly mode: string; readonly by?: Party; readonly withdrawalNo?: number }
  >;
  'consent.care-consent-restored.v1': Shape<
    { readonly planId: string; readonly restoredAt?: string },
    { readonly scope: Scope; readonly withdrawalsKnown?: number }
  >;
  'consent.contact-named.v1': Shape<Nothing, Contact>;
  'consent.involvement-changed.v1': Shape<Nothing, Contact>;
  'consent.involvement-withdrawn.v1': Shape<
    Nothing,
    { readonly contactId: string; readonly scopes: readonly string[]; readonly by: string }
  >;
  'consent.disclosure-made.v1': Shape<
    { readonly disclosureId: string },
    {
      readonly recipientId: string;
      readonly role: string;
      readonly planId: string;
      readonly versionNo: number;
      readonly fields: readonly string[];
      readonly preparedOn: string;
    }
  >;
  'consent.inspection-granted.v1': Shape<
    { readonly inspectionId: string; readonly from: string; readonly to: string },
    {
      readonly inspectorId: string;
      readonly organisationId: string;
      readonly serviceId?: string;
      readonly regulator: string;
    }
  >;
};
