import type { Notice } from './events.js';

export const NONE: SubscriptionState = {
  state: 'none',
  providerId: '',
  episodeId: undefined,
  notices: [],
  acknowledged: [],
  escalated: [],
};

export type SubscriptionState = {
  readonly state: 'none' | 'active' | 'ended';
  readonly providerId: string;
  readonly episodeId: string | undefined;
  readonly notices: readonly Notice[];
  readonly acknowledged: readonly number[];
  readonly escalated: readonly number[];
};
