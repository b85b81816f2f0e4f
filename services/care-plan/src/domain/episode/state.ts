import { refuse } from '@carethread/contracts';
import type { Agreement, Member, EpisodeEvent } from './events.js';

export const NONE: EpisodeState = {
  state: 'none',
  agreement: undefined,
  team: undefined,
  parts: [],
  started: undefined,
};

export type EpisodeState = {
  readonly state: 'none' | 'agreed' | 'filePreparing' | 'ready' | 'started' | 'ended';
  readonly agreement: Agreement | undefined;
  readonly team: { readonly keyworkerId: string; readonly members: readonly Member[] } | undefined;
  readonly parts: readonly string[];
  readonly started: Extract<EpisodeEvent, { type: 'ServiceStarted' }>['payload'] | undefined;
};

export function alive({ state, agreement }: EpisodeState): { readonly agreement: Agreement } {
  if (agreement === undefined) return refuse('NOT_FOUND');
  if (state === 'ended') refuse('STATE_CONFLICT', ['ended']);
  return { agreement };
}
