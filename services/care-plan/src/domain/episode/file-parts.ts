import type { MarkFilePart } from './commands.js';
import type { EpisodeEvent } from './events.js';
import type { EpisodeState } from './state.js';

export const FILE_PARTS = ['a', 'b', 'c', 'd', 'e'] as const;

/** C2: the file is prepared once its last part has arrived. */
export function markFilePart(
  { part }: MarkFilePart,
  { state, agreement, parts }: EpisodeState,
): readonly EpisodeEvent[] {
  if (agreement === undefined || state === 'ended' || parts.includes(part)) return [];
  const isComplete = FILE_PARTS.every((one) => one === part || parts.includes(one));
  const ready: EpisodeEvent = { type: 'FilePartReady', payload: { part } };
  return isComplete ? [ready, { type: 'ServiceUserFilePrepared', payload: {} }] : [ready];
}
