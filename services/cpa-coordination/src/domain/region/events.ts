import type { LocalDate } from '@carethread/calendar';

/** Both days count. */
export type SchemePeriod = {
  readonly scheme: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly complexDefinition?: string;
  readonly source?: string;
};
export type RegionEvent = {
  readonly type: 'RegionSchemeSet';
  readonly payload: SchemePeriod & { readonly code: string };
};
