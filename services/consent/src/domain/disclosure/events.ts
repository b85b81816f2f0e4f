import type { Instant } from '@carethread/ledger';

export type Disclosure = {
  readonly disclosureId: string;
  readonly recipientId: string;
  readonly role: string;
  readonly planId: string;
  readonly versionNo: number;
  readonly fields: readonly string[];
  readonly basis: string;
  readonly permissionId?: string;
  /** What shows the person's permission, and who recorded the disclosure; not on what was stored before they were kept. */
  readonly evidence?: string;
  readonly recordedBy?: string;
  readonly caveatShown: boolean;
  readonly preparedOn: Instant;
};
export type DisclosureEvent =
  | { readonly type: 'DisclosureMade'; readonly payload: Disclosure }
  | {
      readonly type: 'DisclosureSuperseded';
      readonly payload: { readonly supersededOn: Instant; readonly versionNo: number };
    };
