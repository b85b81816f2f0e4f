import type { Notice } from './events.js';

export type SubscriptionState = {
  readonly state: 'none' | 'active' | 'ended';
  readonly providerId: string;
  readonly episodeId?: string;
  readonly notices: readonly Notice[];
  /** How many notices there were when it ended. */
  readonly noticesUntilEnd?: number;
  readonly acknowledged: readonly number[];
  readonly escalated: readonly number[];
};

export const NO_SUBSCRIPTION: SubscriptionState = {
  state: 'none',
  providerId: '',
  notices: [],
  acknowledged: [],
  escalated: [],
};
