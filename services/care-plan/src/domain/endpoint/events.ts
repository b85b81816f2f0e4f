import type { DisabledBy, EndpointKind, NoticeFormat, PlaceRange } from './state.js';

export type EndpointEvent =
  | {
      readonly type: 'EndpointRegistered';
      readonly payload: {
        readonly providerId: string;
        readonly kind: EndpointKind;
        /** May hold a secret: it stands in this sealed event and nowhere else. */
        readonly url?: string;
        readonly format?: NoticeFormat;
        /** As its client gave it: it stands nowhere else either. */
        readonly reason?: string;
        readonly heartbeatSeconds?: number;
        readonly sharesSecret: boolean;
        readonly types: readonly string[];
        readonly after: number;
        readonly keyId: string;
      };
    }
  | { readonly type: 'EndpointVerified'; readonly payload: { readonly providerId: string } }
  | { readonly type: 'EndpointPaused'; readonly payload: { readonly providerId: string } }
  | { readonly type: 'EndpointResumed'; readonly payload: { readonly providerId: string } }
  | {
      readonly type: 'EndpointKeyRotated';
      readonly payload: { readonly providerId: string; readonly keyId: string };
    }
  | {
      readonly type: 'EndpointDisabled';
      readonly payload: { readonly providerId: string; readonly reason: DisabledBy };
    }
  | {
      readonly type: 'EndpointReplayed';
      readonly payload: {
        readonly providerId: string;
        readonly replayId: string;
        readonly places: readonly PlaceRange[];
      };
    }
  | { readonly type: 'EndpointRemoved'; readonly payload: { readonly providerId: string } };
