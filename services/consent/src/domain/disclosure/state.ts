import type { Instant } from '@carethread/ledger';
import type { Disclosure } from './events.js';

export type DisclosureState = { readonly made?: Disclosure; readonly supersededOn?: Instant };
