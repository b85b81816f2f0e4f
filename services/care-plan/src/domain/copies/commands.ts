import type { Recipient } from './events.js';

export type IssueCopies = {
  readonly type: 'IssueCopies';
  readonly versionNo: number;
  readonly issueNo: number;
  readonly recipients: readonly Recipient[];
};
export type AcknowledgeCopy = { readonly type: 'AcknowledgeCopy'; readonly copyId: string };
export type PlaceHomeCopy = {
  readonly type: 'PlaceHomeCopy';
  readonly planId: string;
  readonly versionNo: number;
  readonly place: string;
  readonly locked?: boolean;
  readonly placedOn?: string;
};
export type RemoveHomeCopy = { readonly type: 'RemoveHomeCopy'; readonly removedOn?: string; readonly reason?: string };
export type CopiesCommand = IssueCopies | AcknowledgeCopy | PlaceHomeCopy | RemoveHomeCopy;
