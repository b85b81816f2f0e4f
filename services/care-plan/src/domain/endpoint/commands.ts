import type { DisabledBy, EndpointKind, NoticeFormat, PlaceRange } from './state.js';

export type RegisterEndpoint = {
  readonly type: 'RegisterEndpoint';
  readonly kind: EndpointKind;
  readonly url?: string;
  readonly format?: NoticeFormat;
  readonly reason?: string;
  readonly heartbeatSeconds?: number;
  /** Whether it wants a secret to verify by, besides the public key. */
  readonly secret?: boolean;
  readonly types?: readonly string[];
  /** How many endpoints its provider has. */
  readonly present: number;
  /** The last place of its provider's sequence. */
  readonly head: number;
};
export type VerifyEndpoint = { readonly type: 'VerifyEndpoint' };
/** Changes nothing: whether it may be sent something now. */
export type PingEndpoint = { readonly type: 'PingEndpoint' };
export type PauseEndpoint = { readonly type: 'PauseEndpoint' };
export type ResumeEndpoint = { readonly type: 'ResumeEndpoint' };
export type RotateEndpointKey = { readonly type: 'RotateEndpointKey' };
export type DisableEndpoint = { readonly type: 'DisableEndpoint'; readonly reason: DisabledBy };
export type ReplayEndpoint = { readonly type: 'ReplayEndpoint'; readonly places: readonly PlaceRange[] };
export type RemoveEndpoint = { readonly type: 'RemoveEndpoint' };

export type EndpointCommand =
  | RegisterEndpoint
  | VerifyEndpoint
  | PingEndpoint
  | PauseEndpoint
  | ResumeEndpoint
  | RotateEndpointKey
  | DisableEndpoint
  | ReplayEndpoint
  | RemoveEndpoint;
