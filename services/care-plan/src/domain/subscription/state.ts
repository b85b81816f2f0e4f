import type { Notice } from './events.js';

export type SubscriptionState = {
  readonly state: 'none' | 'active' | 'ended';
  readonly providerId: string;
  readonly episodeId?: string;
  readonly notices: readonly Notice[];
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
