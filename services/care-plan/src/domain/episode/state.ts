import { refuse } from '@carethread/contracts';
import type { Agreement, EpisodeEvent, Member } from './events.js';

export type EpisodeState = {
  readonly state: 'none' | 'agreed' | 'filePreparing' | 'ready' | 'started' | 'ended';
  readonly agreement?: Agreement;
  readonly team?: { readonly keyworkerId: string; readonly members: readonly Member[] };
  readonly parts: readonly string[];
  readonly started?: Extract<EpisodeEvent, { type: 'ServiceStarted' }>['payload'];
};

export const NO_EPISODE: EpisodeState = { state: 'none', parts: [] };

/** The agreement of a service that has not ended. */
export function openAgreement({ state, agreement }: EpisodeState): Agreement {
  if (agreement === undefined) return refuse('NOT_FOUND');
  if (state === 'ended') refuse('STATE_CONFLICT', ['ended']);
  return agreement;
}
