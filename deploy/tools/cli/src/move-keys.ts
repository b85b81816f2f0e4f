import type { KeyRecord, MovableKeys } from '@carethread/privacy';
import { createHash } from 'node:crypto';

export interface MovedKeys {
  /** Data keys on the other side, afterwards. */
  readonly keys: number;
  readonly secrets: number;
  readonly claims: number;
  /** On the list of destroyed keys there, afterwards. */
  readonly destroyed: number;
  /** Records of any kind that this run carried. */
  readonly carried: number;
}

/** What a store holds: the name of each record with a fingerprint of its content, in memory alone and never printed. */
type Held = ReadonlyMap<string, string>;

const PROGRESS_MS = 1000;

/**
 * Carries every key, tenant's secret, claim and gravestone into another key store. Throws before anything is written where the other
 * store holds what the source does not, or something else in its place.
 */
export async function moveKeys(
  from: MovableKeys,
  to: MovableKeys,
  progress: (message: string) => void,
): Promise<MovedKeys> {
  const [wanted, there] = [await heldBy(from), await heldBy(to)];
  refuseOthers(wanted, there);
  let carried = 0;
  let reportedAt = performance.now();
  for await (const batch of from.records()) {
    const fresh = batch.filter((record) => !there.has(nameOf(record)) && !there.has(graveOf(record)));
    if (fresh.length === 0) continue;
    await to.keep(fresh);
    carried += fresh.length;
    if (performance.now() - reportedAt <= PROGRESS_MS) continue;
    reportedAt = performance.now();
    progress(`keys: ${carried} of ${wanted.size - there.size} carried`);
  }
  const names = [...(await heldBy(to)).keys()];
  const count = (kind: string): number => names.filter((name) => name.startsWith(`${kind} `)).length;
  return {
    keys: count('key'),
    secrets: count('secret'),
    claims: count('claim'),
    destroyed: count('destroyed'),
    carried,
  };
}

/** How many records of the source are not on the other side, each opened there: 0 when all is well. */
export async function keysMissing(from: MovableKeys, to: MovableKeys): Promise<number> {
  const there = await heldBy(to);
  let missing = 0;
  for await (const batch of from.records())
    for (const record of batch)
      if (!there.has(graveOf(record)) && there.get(nameOf(record)) !== fingerprintOf(record)) missing += 1;
  return missing;
}

/** Which of these key ids a store neither holds nor knows as destroyed. */
export async function unknownKeys(keyIds: ReadonlySet<string>, keys: MovableKeys): Promise<readonly string[]> {
  const there = await heldBy(keys);
  return [...keyIds].filter((id) => !there.has(`key ${id}`) && !there.has(`destroyed ${id}`));
}

/** Throws where the target is the key store of something else. */
function refuseOthers(wanted: Held, there: Held): void {
  for (const [name, fingerprint] of there) {
    if (/^(destroyed|released) /.test(name)) continue; // destroyed here since: it stays so
    const [kind = '', id = ''] = name.split(' ');
    if (wanted.get(name) === fingerprint || (kind === 'key' && wanted.has(`destroyed ${id}`))) continue;
    if (kind === 'claim') {
      // The claims of somebody whose keys were destroyed at the source go with them.
      if (!wanted.has(name) && wanted.has(`released ${fingerprint}`)) continue;
      throw new Error('the target key store has other claims: it is not where these keys go');
    }
    throw new Error(
      `the target key store has ${wanted.has(name) ? 'another' : 'a'} ${kind} ${id}${wanted.has(name) ? '' : ' that the source does not know'}: it is not where these keys go`,
    );
  }
}

async function heldBy(keys: MovableKeys): Promise<Held> {
  const held = new Map<string, string>();
  for await (const batch of keys.records()) for (const record of batch) held.set(nameOf(record), fingerprintOf(record));
  return held;
}

function nameOf(record: KeyRecord): string {
  switch (record.kind) {
    case 'key':
    case 'destroyed':
      return `${record.kind} ${record.keyId}`;
    case 'secret':
      return `secret ${record.tenantId}`;
    case 'claim':
      return `claim ${record.name}`;
    case 'released':
      return `released ${record.owner}`;
  }
}

/** What is on the other side instead of a record that was destroyed there. */
function graveOf(record: KeyRecord): string {
  if (record.kind === 'key') return `destroyed ${record.keyId}`;
  return record.kind === 'claim' ? `released ${record.owner}` : '';
}

function fingerprintOf(record: KeyRecord): string {
  switch (record.kind) {
    case 'key':
      return createHash('sha256').update(`${record.subject} ${record.keyClass} `).update(record.bytes).digest('hex');
    case 'secret':
      return createHash('sha256').update(record.bytes).digest('hex');
    case 'claim':
      return record.owner;
    case 'destroyed':
    case 'released':
      return '';
  }
}
