import type { Instant } from '@carethread/ledger';

export type Grant = {
  readonly inspectionId: string;
  readonly regulator: string;
  readonly inspectorId: string;
  readonly organisationId: string;
  readonly serviceId?: string;
  readonly from: Instant;
  readonly to: Instant;
};
export type InspectionEvent = { readonly type: 'InspectionGranted'; readonly payload: Grant };
