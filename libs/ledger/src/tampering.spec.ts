import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type { JsonObject } from './canonical-json.js';
import { exportLine, linesOf } from './export-line.js';
import { exportOf, made, syntheticLog, type LogEvent } from './testing/synthetic-log.js';
import { FAULT, verifyLines, type LogVerification, type WrittenHead } from './verify.js';
import { verifyManifest, type ExportedLog } from './verify-manifest.js';

const EVENTS = 40;
const log = syntheticLog({ events: EVENTS, streams: 6, seed: 2026 });
const file = exportOf(log);
const lines = log.map(({ position, logHash, text }) => exportLine(position, logHash, text));
/** Where each line begins in the file, and after the last one the end. */
const starts = lines.reduce<number[]>((all, line) => [...all, (all.at(-1) ?? 0) + Buffer.byteLength(line) + 1], [0]);
const lineOfByte = (offset: number): number => starts.findIndex((start) => start > offset);

interface Tampering {
  readonly how: string;
  readonly bytes: Buffer;
  /** Where the log is first seen to be wrong; undefined where the chains alone cannot tell. */
  readonly seenAt: number | undefined;
}

const joined = (parts: readonly string[]): Buffer => Buffer.from(parts.map((line) => `${line}\n`).join(''), 'utf8');
const atLine = (index: number): string => lines[index] ?? '';
const at = (index: number): LogEvent => {
  const found = log[index];
  if (found === undefined) throw new RangeError(`no event ${index}`);
  return found;
};
const index = fc.nat(EVENTS - 1);
const inner = fc.nat(EVENTS - 2);

/** What a forger may change in an event: something that still has the form of format v1. */
const lie: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom('SCO', 'WLS').map((jurisdiction) => ({ jurisdiction })),
  fc.constant({ type: 'SomethingElseHappened' }),
  fc.constant({ effectiveFrom: '2019-01-01T00:00:00.000Z', occurredAt: '2019-01-01T00:00:00.000Z' }),
  fc.uuid().map((user) => ({ actor: { user, role: 'SM' } })),
  fc.uuid().map((id) => ({ id })),
);

const forged = (index: number, changes: JsonObject): LogEvent =>
  made(index + 1, log[index - 1], { ...at(index).event, ...changes });

/** Makes every hash, link and running hash anew from `from` on: a forger who holds the whole log. */
function rehashed(events: readonly LogEvent[], from: number): LogEvent[] {
  const done: LogEvent[] = events.slice(0, from);
  const heads = new Map(done.map(({ event }) => [event.stream, event.hash]));
  for (const { event } of events.slice(from)) {
    const revision = done.filter((earlier) => earlier.event.stream === event.stream).length + 1;
    const prevHash = heads.get(event.stream) ?? '0'.repeat(64);
    const next = made(done.length + 1, done.at(-1), { ...event, prevHash, revision });
    heads.set(event.stream, next.event.hash);
    done.push(next);
  }
  return done;
}

const tampering: fc.Arbitrary<Tampering> = fc.oneof(
  fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 })).map(([offset, change]) => {
    const bytes = Buffer.from(file);
    bytes[offset] = (bytes[offset] ?? 0) ^ change;
    return { how: `byte ${offset} changed`, bytes, seenAt: lineOfByte(offset) };
  }),
  inner.map((gone) => ({ how: `line ${gone} removed`, bytes: joined(lines.toSpliced(gone, 1)), seenAt: gone + 1 })),
  fc
    .tuple(index, index)
    .filter(([a, b]) => a < b)
    .map(([a, b]) => ({
      how: `lines ${a} and ${b} swapped`,
      bytes: joined(lines.with(a, atLine(b)).with(b, atLine(a))),
      seenAt: a + 1,
    })),
  fc.tuple(index, index).map(([from, to]) => ({
    how: `line ${from} doubled at ${to}`,
    bytes: joined(lines.toSpliced(to, 0, atLine(from))),
    seenAt: (from === to ? to + 1 : to) + 1,
  })),
  fc.tuple(index, lie, fc.boolean()).map(([place, changes, alsoRunning]) => {
    const { text, logHash } = forged(place, changes);
    const changed = exportLine(place + 1, alsoRunning ? logHash : at(place).logHash, text);
    // With its own running hash made anew the forged line agrees with itself: the next one does not follow from it. In the
    // last line nothing follows, and only the head tells.
    const last = place === EVENTS - 1;
    return {
      how: `event ${place} forged and hashed anew`,
      bytes: joined(lines.with(place, changed)),
      seenAt: !alsoRunning ? place + 1 : last ? undefined : place + 2,
    };
  }),
  fc.tuple(inner, fc.boolean()).map(([gone, alsoNumbered]) => {
    // Removed, and all that follow renumbered, their running hash made anew; the streams' own chains are left.
    const rest = log.toSpliced(gone, 1);
    const next = rest.slice(gone).findIndex(({ event }) => event.stream === at(gone).event.stream);
    let before = log[gone - 1];
    const renumbered = rest.map((stored, place) => {
      if (place < gone) return stored;
      before = made(alsoNumbered ? place + 1 : stored.position, before, stored.event);
      return before;
    });
    return {
      how: `event ${gone} removed, the running hash made anew`,
      bytes: exportOf(renumbered),
      seenAt: !alsoNumbered ? gone + 1 : next < 0 ? undefined : gone + next + 1,
    };
  }),
  fc
    .nat(file.length - 2)
    .filter((length) => !starts.includes(length) && !starts.includes(length + 1))
    .map((length) => ({
      how: `cut after ${length} bytes`,
      bytes: file.subarray(0, length),
      seenAt: lineOfByte(length),
    })),
  inner.map((kept) => ({ how: `cut after line ${kept}`, bytes: joined(lines.slice(0, kept + 1)), seenAt: undefined })),
);

const rewriting: fc.Arbitrary<{ readonly place: number; readonly bytes: Buffer }> = fc
  .oneof(
    fc.tuple(index, lie).map(([place, changes]) => ({ place, changed: log.with(place, forged(place, changes)) })),
    inner.map((place) => ({ place, changed: log.toSpliced(place, 1) })),
    inner.map((place) => ({
      place,
      changed: log.toSpliced(place, 0, forged(place, { id: 'ffffffff-ffff-4fff-8fff-ffffffffffff' })),
    })),
  )
  .map(({ place, changed }) => ({ place, bytes: exportOf(rehashed(changed, place)) }));

const yesterday: WrittenHead = {
  service: 'assessment',
  position: EVENTS,
  logHash: at(EVENTS - 1).logHash,
  at: '2026-04-01T00:00:00.000Z',
};

const verified = (bytes: Buffer, head?: WrittenHead): Promise<LogVerification> =>
  verifyLines(linesOf([bytes]), { service: 'assessment', ...(head === undefined ? {} : { head }) });

/** The manifest as a forger makes it anew: it always agrees with the file. */
function manifestOf(bytes: Buffer): ExportedLog {
  const all = bytes.toString('utf8').split('\n');
  return {
    events: all.length - 1,
    lastPosition: all.length - 1,
    logHash: '0'.repeat(64),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

describe('a tampered export', () => {
  it('PLAT-05: is detected a thousand times, and the first bad event is named from the chains, whatever the manifest says', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(tampering, async ({ how, bytes, seenAt }) => {
        const manifest = {
          format: 1,
          exportedAt: '2026-04-01T00:00:00.000Z',
          services: { assessment: manifestOf(bytes) },
        };
        expect(verifyManifest(manifest, { assessment: manifestOf(bytes) })).toEqual({ valid: true });
        expect(verifyManifest(manifest, { assessment: manifestOf(file) }).valid).toBe(false);
        const found = await verified(bytes);
        if (seenAt !== undefined) expect({ how, ...found }).toMatchObject({ how, valid: false, position: seenAt });
        // What was cut at the end, or rewritten to the end, is seen against the head that was written down.
        expect(await verified(bytes, yesterday)).toMatchObject({
          valid: false,
          ...(seenAt === undefined ? {} : { position: seenAt }),
        });
        seen.set(how.replace(/\d+/g, 'n'), (seen.get(how.replace(/\d+/g, 'n')) ?? 0) + 1);
      }),
      { numRuns: 1000 },
    );
    expect(seen.size).toBe(8);
  });

  it('PLAT-05: rewritten to the end passes the chains, and is caught by yesterday’s head', async () => {
    await fc.assert(
      fc.asyncProperty(rewriting, async ({ place, bytes }) => {
        expect(await verified(bytes)).toMatchObject({ valid: true });
        const found = await verified(bytes, yesterday);
        expect(found).toMatchObject({ valid: false, position: EVENTS });
        expect(found.valid ? '' : found.reason).toMatch(new RegExp(`^(${FAULT.head}|${FAULT.missing})$`));
        // A head from before the change agrees: it vouches for what came before it, and for no more.
        const older = log[place - 1];
        if (older !== undefined)
          expect(
            await verified(bytes, { ...yesterday, position: older.position, logHash: older.logHash }),
          ).toMatchObject({ valid: true });
      }),
      { numRuns: 200 },
    );
  });
});
