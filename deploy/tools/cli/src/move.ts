import type { EventLog, ImportableLog, StoredEvent } from '@carethread/event-sourcing';
import { exportLinesOf, verifyLines, type LogVerification } from '@carethread/ledger';
import type { MovableKeys } from '@carethread/privacy';
import { createHash } from 'node:crypto';
import { moveAttachments, type MoveAttachments } from './move-attachments.js';
import { moveCheckpoint, type MoveCheckpoints } from './move-checkpoints.js';
import { keysMissing, moveKeys, unknownKeys, type MovedKeys } from './move-keys.js';
import { LOG_NAMES, type LogStore } from './stores.js';
import type { Outcome } from './verb.js';

export interface MoveOptions {
  readonly from: LogStore;
  readonly to: LogStore;
  /** Undefined where the source does not say where they lie, `to` where the target does not. */
  readonly attachments: MoveAttachments | undefined;
  /** Undefined where the source does not say where they lie. */
  readonly checkpoints?: MoveCheckpoints | undefined;
  /** Undefined where the source does not say where they lie, or where they stay. */
  readonly keys?: { readonly from: MovableKeys; readonly to: MovableKeys } | undefined;
  /** One line on how far it is. */
  readonly progress: (message: string) => void;
}

interface MovedLog {
  readonly log: string;
  readonly valid: boolean;
  /** How far the policies of its service had come; undefined where that is not known. */
  readonly policies?: number;
  /** How many events were there before this run. */
  readonly before: number;
  readonly events: number;
  readonly source: LogVerification;
  readonly target: LogVerification;
  /** Hex SHA-256 over the export lines, the same on both sides: every byte, hash, position and their order. */
  readonly sha256: string;
}

/** As much text as goes into one import: every store takes that in one commit. */
const BATCH_BYTES = 512 * 1024;
const BATCH = 500;
const PROGRESS_MS = 1000;

/** What became of the keys. */
interface KeysOutcome extends MovedKeys {
  /** Of what the source has, this many records are not on the other side. */
  readonly missing: number;
  /** Keys that the logs name and the other side neither holds nor knows as destroyed. */
  readonly unknown: number;
}

/**
 * Carries every key, attachment and log from one store into another, and then verifies both sides. What a run that broke off has
 * carried already is found and not carried again. Neither side may be written meanwhile.
 */
export async function move({ from, to, attachments, keys, checkpoints, progress }: MoveOptions): Promise<Outcome> {
  // Keys first, then attachments: an event never names a key that is not there, nor cites what is not there.
  const carriedKeys = keys === undefined ? undefined : await moveKeys(keys.from, keys.to, progress);
  const carried = attachments === undefined ? undefined : await moveAttachments(attachments, progress);
  const named = new Set<string>();
  const moved = await moveLogs(from, to, checkpoints, named, progress);
  // Once more at the end: whatever ran on the source while keys were carried may have made some.
  const keysOutcome: KeysOutcome | undefined =
    keys === undefined || carriedKeys === undefined
      ? undefined
      : {
          ...carriedKeys,
          missing: await keysMissing(keys.from, keys.to),
          unknown: (await unknownKeys(named, keys.to)).length,
        };
  const valid =
    moved.every((one) => one.valid) &&
    carried?.missing !== true &&
    (keysOutcome === undefined || keysOutcome.missing + keysOutcome.unknown === 0);
  return {
    code: valid ? 0 : 1,
    result: {
      valid,
      from: from.place,
      to: to.place,
      logs: moved,
      attachments: carried ?? NOT_MOVED,
      keys: keysOutcome ?? NOT_MOVED,
    },
    lines: [
      ...moved.map(({ valid: so, log, events, before, sha256 }) =>
        so
          ? `ok      ${log}  ${events} events, ${events - before} in this run, verified on both sides, the same bytes: ${sha256}`
          : `WRONG   ${log}  ${JSON.stringify(moved.find((one) => one.log === log))}`,
      ),
      carried === undefined
        ? 'attachments: not named, not moved (--attachments-from, --attachments-to)'
        : `attachments: ${carried.there} there, ${carried.carried} carried in this run`,
      keysLine(keysOutcome),
      checkpoints === undefined
        ? 'checkpoints: not named, not moved (--checkpoints-from): policies will look at every fact again, by the state of today'
        : 'checkpoints: policies go on where they stood',
      valid ? `${to.place} holds what ${from.place} holds` : 'what was moved is not what was there',
    ],
  };
}

const NOT_MOVED = 'not named, not moved';

function keysLine(keys: KeysOutcome | undefined): string {
  if (keys === undefined) return 'keys: not moved; CARETHREAD_KEYS goes on naming the store that has them';
  const { keys: there, secrets, claims, destroyed, carried, missing, unknown } = keys;
  const counted = `${there} keys, ${secrets} secrets of tenants, ${claims} claims there, ${destroyed} destroyed, ${carried} carried in this run`;
  return missing + unknown === 0
    ? `keys: ${counted}; each opens there, and the logs name no other`
    : `WRONG   keys: ${counted}; ${missing} are not as they were, ${unknown} named by the logs are not known there`;
}

/** @param named gets the ids of all keys that the logs name */
async function moveLogs(
  from: LogStore,
  to: LogStore,
  checkpoints: MoveCheckpoints | undefined,
  named: Set<string>,
  progress: (message: string) => void,
): Promise<readonly MovedLog[]> {
  const moved: MovedLog[] = [];
  for (const name of LOG_NAMES) {
    const held = await from.hold(name);
    if (held === undefined) continue;
    try {
      const target = await to.write(name);
      try {
        const log = await moveLog(name, held.log, target, named, progress);
        const carried = checkpoints !== undefined && !name.endsWith('.access');
        moved.push(carried ? { ...log, policies: await moveCheckpoint(name, checkpoints) } : log);
      } finally {
        await target.close();
      }
    } finally {
      await held.letGo();
    }
  }
  if (moved.length === 0) throw new Error(`there is no event log in ${from.place}`);
  return moved;
}

async function moveLog(
  name: string,
  source: EventLog,
  target: ImportableLog,
  named: Set<string>,
  progress: (message: string) => void,
): Promise<MovedLog> {
  const { position: last } = await source.head();
  const before = await commonHead(name, source, target);
  let position = before;
  let reportedAt = 0;
  const report = (): void => {
    reportedAt = performance.now();
    progress(`${name}: ${position} of ${last} events (${last === 0 ? 100 : Math.floor((100 * position) / last)} %)`);
  };
  report();
  while (position < last) {
    for (const batch of batchesOf(await source.readAll(position, BATCH))) {
      await target.importStored(batch);
      position = batch.at(-1)?.position ?? position;
      if (performance.now() - reportedAt > PROGRESS_MS) report();
    }
  }
  report();
  progress(`${name}: verifying both sides`);
  const [one, other] = [await digestOf(source, named), await digestOf(target, named)];
  const valid = one.verification.valid && other.verification.valid && one.sha256 === other.sha256;
  return {
    log: name,
    valid,
    before,
    events: last,
    source: one.verification,
    target: other.verification,
    sha256: valid ? one.sha256 : `${one.sha256} and ${other.sha256}`,
  };
}

/** How far the target holds the source's beginning already. Throws where it holds something else. */
async function commonHead(name: string, source: EventLog, target: EventLog): Promise<number> {
  const { position, logHash } = await target.head();
  if (position === 0) return 0;
  const [same] = await source.readAll(position - 1, 1);
  if (same?.logHash === logHash) return position;
  throw new Error(
    same === undefined
      ? `${name}: the target has ${position} events, more than the source: it is not where this log goes`
      : `${name}: the target is not the beginning of the source: it holds another log, or something was written there`,
  );
}

function* batchesOf(events: readonly StoredEvent[]): Generator<readonly StoredEvent[], void, undefined> {
  let batch: StoredEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(event.text);
    if (batch.length > 0 && bytes + size > BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function digestOf(
  log: EventLog,
  named: Set<string>,
): Promise<{ readonly verification: LogVerification; readonly sha256: string }> {
  const hash = createHash('sha256');
  const read = {
    service: log.service,
    readAll: async (after: number, limit: number) => {
      const events = await log.readAll(after, limit);
      for (const { event } of events) if (event.keyId !== null) named.add(event.keyId);
      return events;
    },
  };
  async function* lines(): AsyncGenerator<string, void, undefined> {
    for await (const line of exportLinesOf(read)) {
      hash.update(`${line}\n`);
      yield line;
    }
  }
  const verification = await verifyLines(lines(), { service: log.service });
  return { verification, sha256: hash.digest('hex') };
}
