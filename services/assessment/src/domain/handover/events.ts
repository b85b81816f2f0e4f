export type HandoverIssued = {
  readonly handoverId: string;
  readonly providerId: string;
  readonly serviceId?: string;
  readonly setting?: string;
  readonly emergency: boolean;
  readonly reason?: string;
  readonly respondBy?: string;
  readonly planRef?: { readonly id: string; readonly version: number };
};
export type HandoverEvent =
  | { readonly type: 'HandoverIssued'; readonly payload: HandoverIssued }
  | {
      readonly type: 'HandoverAccepted';
      readonly payload: HandoverIssued & {
        readonly keyworkerId: string;
        readonly plannedStart: string;
        readonly acceptedBy: string;
      };
    }
  | {
      readonly type: 'HandoverReturned';
      readonly payload: { readonly handoverId: string; readonly providerId: string; readonly reason: string };
    }
  /** Nobody answered it, and nobody will: the person has died. */
  | {
      readonly type: 'HandoverEnded';
      readonly payload: { readonly handoverId: string; readonly providerId: string; readonly reason: string };
    };
