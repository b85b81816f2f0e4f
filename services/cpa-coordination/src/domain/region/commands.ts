import type { SchemePeriod } from './events.js';

export type RegionCommand = { readonly type: 'SetRegionScheme'; readonly code: string; readonly period: SchemePeriod };
