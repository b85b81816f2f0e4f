import type { AnyDecider } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import type { KeyStore } from '@carethread/privacy';
import { NOBODY } from '../system-streams/parking.js';
import type { LoadedStream } from './loaded-stream.js';

/** Where the values to claim are, and where failures are reported. */
export interface ClaimSite {
  readonly keys: KeyStore;
  /** Every stream of a category, by id. */
  readonly idsOf: (category: string) => Promise<readonly string[]>;
  readonly load: (decider: AnyDecider, id: string) => Promise<LoadedStream>;
  readonly warn: (message: string, about: Readonly<Record<string, string>>) => void;
}

/**
 * Claims what streams hold already in the spelling that is claimed now, once for each spelling: a command with the same number
 * then meets the record that has had it since before. Where two records have it, the one that was begun first keeps it, and the
 * operator sees the other.
 */
export async function reclaim(decider: AnyDecider, { keys, idsOf, load, warn }: ClaimSite): Promise<void> {
  const { unique, category } = decider;
  if (unique?.spelling === undefined) return;
  const [scheme, spelling] = [`claims of ${category}`, String(unique.spelling)];
  // A key store offers claims only: this one is kept for good once the work is done.
  const done = [scheme, spelling, uuidV5('claims', category)] as const;
  const lock = [scheme, spelling, uuidV5('claims', category, 'asked')] as const;
  const { claimed } = await keys.claim(NOBODY, ...lock);
  if (!claimed) return;
  await keys.release(NOBODY, ...lock);
  for (const id of await idsOf(category)) {
    const { state, tenantId, erased, damaged } = await load(decider, id);
    if (tenantId === undefined || erased || damaged) continue;
    for (const { scheme, value } of unique.holds(state)) {
      const { owner } = await keys.claim(tenantId, scheme, value, id);
      if (owner !== id) warn('two records hold one number', { scheme, [category]: id, holder: owner });
    }
  }
  await keys.claim(NOBODY, ...done);
}
