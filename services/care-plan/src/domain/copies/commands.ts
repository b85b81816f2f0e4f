import type { Recipient } from './events.js';

export type CopiesCommand =
  | {
      readonly type: 'IssueCopies';
      readonly versionNo: number;
      readonly issueNo: number;
      readonly recipients: readonly Recipient[];
    }
  | { readonly type: 'AcknowledgeCopy'; readonly copyId: string }
  | {
      readonly type: 'PlaceHomeCopy';
      readonly planId: string;
      readonly versionNo: number;
      readonly place: string;
      readonly locked?: boolean;
      readonly placedOn?: string;
    }
  | { readonly type: 'RemoveHomeCopy'; readonly removedOn?: string; readonly reason?: string };
