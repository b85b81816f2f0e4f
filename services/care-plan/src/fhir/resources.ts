import type { Instant } from '@carethread/ledger';

/** As much of FHIR R4 as is sent. */
export type Reference = {
  readonly reference: string;
  readonly type?: string;
};

export type Coding = {
  readonly system: string;
  readonly code: string;
};

export type CodeableConcept = {
  readonly coding: readonly Coding[];
  readonly text?: string;
};

export type Extension = {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueUri?: string;
  readonly valueString?: string;
  readonly valueMarkdown?: string;
  readonly valueDateTime?: string;
  readonly valueCanonical?: string;
  readonly valueUnsignedInt?: number;
  readonly extension?: readonly Extension[];
};

type Meta = {
  readonly profile: readonly string[];
};

export type Parameter = {
  readonly name: string;
  readonly valueString?: string;
  readonly valueCode?: string;
  readonly valueBoolean?: boolean;
  readonly valueCanonical?: string;
  readonly valueInstant?: Instant;
  readonly valueReference?: Reference;
  readonly valueCodeableConcept?: CodeableConcept;
  readonly part?: readonly Parameter[];
};

export type Parameters = {
  readonly resourceType: 'Parameters';
  readonly id: string;
  readonly meta: Meta;
  readonly parameter: readonly Parameter[];
};

export type SubscriptionStatus = 'requested' | 'active' | 'error' | 'off';

export type Subscription = {
  readonly resourceType: 'Subscription';
  readonly id: string;
  readonly meta: Meta;
  readonly status: SubscriptionStatus;
  readonly reason: string;
  readonly criteria: string;
  readonly error?: string;
  readonly channel: {
    readonly extension?: readonly Extension[];
    readonly type: 'rest-hook';
    readonly endpoint?: string;
    readonly payload: string;
    readonly _payload: { readonly extension: readonly Extension[] };
  };
};

export type BundleLink = {
  readonly relation: 'self' | 'next';
  readonly url: string;
};

export type BundleEntry<Resource extends object> = {
  readonly fullUrl: string;
  readonly resource: Resource;
  readonly search?: { readonly mode: 'match' };
  readonly request?: { readonly method: 'GET'; readonly url: string };
  readonly response?: { readonly status: string };
};

export type Bundle<Resource extends object> = {
  readonly resourceType: 'Bundle';
  readonly id?: string;
  readonly meta?: Meta;
  readonly identifier?: { readonly system: string; readonly value: string };
  readonly type: 'history' | 'searchset';
  readonly timestamp?: Instant;
  readonly link?: readonly BundleLink[];
  readonly entry?: readonly BundleEntry<Resource>[];
};

/** A topic, which R4 has no resource for. */
export type Basic = {
  readonly resourceType: 'Basic';
  readonly id: string;
  readonly extension: readonly Extension[];
  readonly modifierExtension: readonly Extension[];
  readonly code: CodeableConcept;
};

export type OperationOutcome = {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly {
    readonly severity: 'error' | 'information';
    readonly code: string;
    readonly details?: CodeableConcept;
    readonly diagnostics?: string;
    readonly expression?: readonly string[];
  }[];
};
