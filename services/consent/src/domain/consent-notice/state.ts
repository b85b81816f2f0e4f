import type { Instant } from '@carethread/ledger';
import type { Notice } from './events.js';

export type ConsentNoticeState = { readonly told?: Notice; readonly givenAt?: Instant };
