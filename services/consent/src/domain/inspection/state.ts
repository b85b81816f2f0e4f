import type { Grant } from './events.js';

export type InspectionState = { readonly grant?: Grant };
