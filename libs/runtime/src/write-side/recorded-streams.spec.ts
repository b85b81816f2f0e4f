import { MemoryLog, type Decider, type Recorded, evolveWith } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { uuidV5, type UnstampedEvent } from '@carethread/ledger';
import { MemoryKeyStore, seal } from '@carethread/privacy';
import fc from 'fast-check';
import { EventDecoder } from '../read-side/event-decoder.js';
import { RecordedStreams, STRIDE } from './recorded-streams.js';

/** Remembers what it was folded from, in order: two folds agree only if they counted the same events. */
const chronicle: Decider<readonly string[], { type: 'None' }, { type: 'Noted'; payload: { n: number } }> = {
  category: 'careChronicle',
  keyClass: 'socialCare',
  holder: () => ({ kind: 'tenant' }),
  initial: [],
  evolve: { Noted: (state, { payload: { n } }) => Object.freeze([...state.slice(-40), `${state.length} ${n}`]) },
  decide: { None: () => [] },
};
const TENANT = uuidV5('snapshots', 'tenant');
const PERSON = uuidV5('snapshots', 'person');
const ID = uuidV5('snapshots', 'stream');
const FIRST = Date.parse('2026-01-05T09:00:00.000Z');
const HOUR = 3_600_000;

function instant(hours: number): string {
  return new Date(FIRST + hours * HOUR).toISOString();
}

/** `recorded` gives by how many hours the clock moves before each event, `effective` from when each holds. */
async function stored(steps: readonly { readonly recorded: number; readonly effective: number }[]) {
  const clock = new SettableClock(instant(0));
  const log = new MemoryLog({ service: 'care-plan', clock });
  const keys = new MemoryKeyStore();
  const key = await keys.getOrCreate(TENANT, PERSON, 'socialCare');
  let hours = 0;
  for (const [index, { recorded, effective }] of steps.entries()) {
    hours += recorded;
    clock.set(instant(hours));
    const commandId = uuidV5(ID, index);
    const event: UnstampedEvent = seal(
      {
        format: 1,
        service: 'care-plan',
        id: uuidV5(commandId, 0),
        stream: `careChronicle-${ID}`,
        revision: index + 1,
        type: 'Noted',
        schema: 1,
        tenantId: TENANT,
        personId: PERSON,
        jurisdiction: 'ENG',
        occurredAt: instant(0),
        effectiveFrom: instant(effective),
        actor: { user: TENANT, role: 'KW' },
        correlationId: commandId,
        causationId: commandId,
        commandId,
        classification: 'personal',
        keyId: key.keyId,
      },
      { payload: { n: index } },
      key,
    );
    await log.append({ stream: event.stream, expectedRevision: index, events: [event] });
  }
  const decoder = (): EventDecoder => new EventDecoder(keys, [chronicle], {});
  return { log, keys, streams: new RecordedStreams(log, decoder()), decoder };
}

/** Replays everything from the start, and knows of no snapshot. */
function naive(events: readonly Recorded[], knownAt: string, effectiveAt: string | undefined) {
  const counted = events.filter(
    ({ meta }) => meta.recordedAt <= knownAt && (effectiveAt === undefined || meta.effectiveFrom <= effectiveAt),
  );
  return {
    state: counted.reduce((state, event) => evolveWith(chronicle, state, event as never), chronicle.initial),
    revision: counted.length,
  };
}

const length = 3 * STRIDE + 20;
const hours = fc.integer({ min: -5, max: 60 });
const step = fc.record({
  recorded: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
  // Mostly from the beginning on, so that snapshots are of use, and now and then from much later.
  effective: fc.oneof({ weight: 200, arbitrary: fc.constantFrom(-1, 0) }, { weight: 1, arbitrary: hours }),
});

describe('what was known at K and holds by E', () => {
  it('PLAT-03: is the same from snapshots as from a fold of everything, for every K and E', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: length - STRIDE, maxLength: length, size: 'max' }),
        fc.array(fc.tuple(hours, fc.option(hours, { nil: undefined })), { minLength: 20, maxLength: 20 }),
        async (steps, questions) => {
          const { log, streams, decoder } = await stored(steps);
          const events = await new RecordedStreams(log, decoder()).events(`careChronicle-${ID}`);
          for (const [known, effective] of [...questions, [60, undefined] as const, ...questions]) {
            const [knownAt, effectiveAt] = [instant(known), effective === undefined ? undefined : instant(effective)];
            expect(await streams.stateAt(chronicle, ID, knownAt, effectiveAt)).toEqual(
              naive(events, knownAt, effectiveAt),
            );
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('reads on from where it stood when the stream has grown', async () => {
    const { log, streams } = await stored(Array.from({ length: STRIDE + 1 }, () => ({ recorded: 0, effective: 0 })));
    expect((await streams.stateAt(chronicle, ID, instant(9))).revision).toBe(STRIDE + 1);
    const [last] = await log.readStream(`careChronicle-${ID}`, { from: STRIDE + 1 });
    if (last === undefined) throw new Error('it was stored');
    const { recordedAt: _, prevHash: __, hash: ___, sealed: ____, ...base } = last.event;
    const key = await streams.decoder.keys.getOrCreate(TENANT, PERSON, 'socialCare');
    const next = { ...base, id: uuidV5(ID, 'next'), revision: STRIDE + 2 };
    await log.append({
      stream: next.stream,
      expectedRevision: STRIDE + 1,
      events: [seal(next, { payload: { n: -1 } }, key)],
    });
    const grown = await streams.stateAt(chronicle, ID, instant(9));
    expect(grown.revision).toBe(STRIDE + 2);
    expect((grown.state as readonly string[]).at(-1)).toMatch(/ -1$/);
  });

  it('is forgotten with the key: no snapshot outlives it', async () => {
    const { keys, streams } = await stored(Array.from({ length: 2 * STRIDE }, () => ({ recorded: 0, effective: 0 })));
    expect((await streams.stateAt(chronicle, ID, instant(9))).revision).toBe(2 * STRIDE);
    await keys.destroy(PERSON);
    expect(await streams.stateAt(chronicle, ID, instant(9))).toEqual({ state: [], revision: 0 });
    expect(await streams.events(`careChronicle-${ID}`)).toEqual([]);
  });
});
