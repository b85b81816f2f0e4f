import type { Instant } from '@carethread/ledger';

export const ENDPOINT_KINDS = ['webhook', 'kafka'] as const;
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

/** What a webhook is sent instead of CloudEvents. */
export const NOTICE_FORMATS = ['fhir'] as const;
export type NoticeFormat = (typeof NOTICE_FORMATS)[number];

/** Why Carethread has switched an endpoint off: it said that it is gone, or it took nothing for five days. */
export const DISABLED_BY = ['gone', 'failing'] as const;
export type DisabledBy = (typeof DISABLED_BY)[number];

/** Places of a sequence next to one another: the first and the last one. */
export type PlaceRange = { readonly from: number; readonly to: number };

export type Replay = {
  readonly replayId: string;
  readonly places: readonly PlaceRange[];
  readonly requestedAt: Instant;
};

/** A key that signs, by its id: the key store holds it. */
export type SigningKey = { readonly keyId: string; readonly since: Instant };

export type EndpointState = {
  readonly state: 'none' | 'unverified' | 'active' | 'paused' | 'disabled' | 'removed';
  readonly providerId: string;
  readonly kind: EndpointKind;
  readonly url?: string;
  /** Absent: CloudEvents. */
  readonly format?: NoticeFormat;
  /** Why its client wants the notices, in the client’s own words. */
  readonly reason?: string;
  /** It is sent a sign of life so often. */
  readonly heartbeatSeconds?: number;
  /** It is also signed to by a secret that it shares with Carethread. */
  readonly sharesSecret: boolean;
  /** The types of notices that are sent; none named: all. */
  readonly types: readonly string[];
  /** It is sent what comes after this place. */
  readonly after: number;
  /** The keys of its shared secret, oldest first. */
  readonly keys: readonly SigningKey[];
  readonly disabledBy?: DisabledBy;
  readonly replays: readonly Replay[];
};

/** What of an endpoint may hold anything, and is shown to its provider’s people alone. */
type OwnWords = 'url' | 'reason';
export type EndpointInTheClear = Omit<EndpointState, OwnWords>;

export function inTheClear({ url: _, reason: __, ...state }: EndpointState): EndpointInTheClear {
  return state;
}

export const NO_ENDPOINT: EndpointState = {
  state: 'none',
  providerId: '',
  kind: 'webhook',
  sharesSecret: false,
  types: [],
  after: 0,
  keys: [],
  replays: [],
};
