import type { Agreement, Member, EpisodeEvent } from './events.js';

export type EpisodeState = {
  readonly state: 'none' | 'agreed' | 'filePreparing' | 'ready' | 'started' | 'ended';
  readonly agreement: Agreement | undefined;
  readonly team: { readonly keyworkerId: string; readonly members: readonly Member[] } | undefined;
  readonly parts: readonly string[];
  readonly started: Extract<EpisodeEvent, { type: 'ServiceStarted' }>['payload'] | undefined;
};
