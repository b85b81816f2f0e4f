import { MemoryLog, type AnyDecider, type Decider } from '@carethread/event-sourcing';
import { SettableClock, specContext } from '@carethread/event-sourcing/testing';
import { uuidV5, verifyStream, type UnstampedEvent } from '@carethread/ledger';
import { MemoryKeyStore, seal } from '@carethread/privacy';
import { faults, foldGolden, type GoldenStream } from './testing/golden-events.js';
import { EventDecoder, RecordedStreams, CommandHandler } from '@carethread/runtime';

type Visit = { readonly at: string; readonly by: { readonly id: string }; readonly minutes: number };
type Event = { readonly type: 'VisitNoted'; readonly payload: Visit };

/**
 * Visits as three releases wrote them. The first knew a name and hours, the second called the visitor by id, and today there
 * are minutes.
 */
const visits: Decider<readonly Visit[], { readonly type: 'NoteVisit' } & Visit, Event> = {
  category: 'monitoring',
  keyClass: 'socialCare',
  holder: () => ({ kind: 'tenant' }),
  initial: [],
  evolve: { VisitNoted: (state, { payload }) => [...state, payload] },
  decide: { NoteVisit: ({ type: _, ...payload }) => [{ type: 'VisitNoted', payload }] },
  schemas: { VisitNoted: 3 },
  upcast: {
    VisitNoted: {
      1: ({ visitor, ...payload }) => ({ ...payload, by: { id: visitor ?? '' } }),
      2: ({ hours, ...payload }) => ({ ...payload, minutes: Number(hours) * 60 }),
    },
  },
};
const decider = visits as AnyDecider;
const TENANT = uuidV5('upcasting', 'tenant');
const PERSON = uuidV5('upcasting', 'person');
const ID = uuidV5('upcasting', 'stream');
const AT = '2026-03-02T09:00:00.000Z';
const stored = [
  { schema: 1, payload: { at: AT, visitor: 'K1', hours: 1 } },
  { schema: 2, payload: { at: AT, by: { id: 'K2' }, hours: 2 } },
  { schema: 3, payload: { at: AT, by: { id: 'K3' }, minutes: 30 } },
];
const today = [
  { at: AT, by: { id: 'K1' }, minutes: 60 },
  { at: AT, by: { id: 'K2' }, minutes: 120 },
  { at: AT, by: { id: 'K3' }, minutes: 30 },
];

async function oldStream() {
  const keys = new MemoryKeyStore();
  const key = await keys.getOrCreate(TENANT, PERSON, 'socialCare');
  const log = new MemoryLog({ service: 'review', clock: new SettableClock(AT) });
  for (const [index, { schema, payload }] of stored.entries()) {
    const commandId = uuidV5(ID, index);
    const event: UnstampedEvent = seal(
      {
        format: 1,
        service: 'review',
        id: uuidV5(commandId, 0),
        stream: `monitoring-${ID}`,
        revision: index + 1,
        type: 'VisitNoted',
        schema,
        tenantId: TENANT,
        personId: PERSON,
        jurisdiction: 'ENG',
        occurredAt: AT,
        effectiveFrom: AT,
        actor: { user: TENANT, role: 'KW' },
        correlationId: commandId,
        causationId: commandId,
        commandId,
        classification: 'personal',
        keyId: key.keyId,
      },
      { payload },
      key,
    );
    await log.append({ stream: event.stream, expectedRevision: index, events: [event] });
  }
  const decoder = new EventDecoder(keys, [decider], {});
  return { log, decoder, streams: new CommandHandler(log, decoder, keys), recorded: new RecordedStreams(log, decoder) };
}

describe('events of older schemas', () => {
  it('PLAT-23: are read in today’s shape, through every upcaster in turn, and stay as they were stored', async () => {
    const { log, streams, recorded } = await oldStream();
    const before = (await log.readStream(`monitoring-${ID}`)).map(({ text }) => text);
    expect((await streams.load(decider, ID)).state).toEqual(today);
    expect((await recorded.events(`monitoring-${ID}`)).map(({ payload }) => payload)).toEqual(today);
    const after = await log.readStream(`monitoring-${ID}`);
    expect(after.map(({ text }) => text)).toEqual(before);
    expect(verifyStream(after.map(({ event }) => event))).toMatchObject({ valid: true, events: 3 });
  });

  it('PLAT-23: are followed by events that carry today’s schema number', async () => {
    const { log, streams } = await oldStream();
    const commandId = uuidV5(ID, 'next');
    const wish: Visit = { at: AT, by: { id: 'K4' }, minutes: 15 };
    await streams.execute({
      decider,
      id: ID,
      command: { type: 'NoteVisit', ...wish },
      actor: specContext().actor,
      tenantId: TENANT,
      personId: PERSON,
      jurisdiction: 'ENG',
      commandId,
      correlationId: commandId,
      causationId: commandId,
      context: () => specContext({ now: AT }),
    });
    expect((await log.readStream(`monitoring-${ID}`)).map(({ event }) => event.schema)).toEqual([1, 2, 3, 3]);
    expect((await streams.load(decider, ID)).state).toEqual([...today, wish]);
  });

  it('are folded from a golden stream of an old release', async () => {
    const { decoder } = await oldStream();
    const events = stored.map((one) => ({ ...one, type: 'VisitNoted', recordedAt: AT, effectiveFrom: AT }));
    expect(foldGolden(decider, decoder, events)).toEqual(today);
  });
});

describe('a changed shape', () => {
  const released = (schema: number, payload: GoldenStream['events'][number]['payload']): GoldenStream[] => [
    { events: [{ type: 'VisitNoted', schema, recordedAt: AT, effectiveFrom: AT, payload }], state: {} },
  ];
  const kept = released(1, { at: AT, visitor: 'K1', hours: 1 });
  const says = (today: readonly GoldenStream[]): readonly string[] => faults(today, kept).map((fault) => fault.says);

  it('PLAT-23: under the same schema number is a fault that nothing but a new number and an upcaster mends', () => {
    expect(says(released(1, { at: AT, hours: 1 }))).toEqual([
      expect.stringMatching(/\.visitor is gone: raise its schema/),
    ]);
    expect(says(released(1, { at: AT, visitor: 'K1', hours: '1' }))).toEqual([
      expect.stringMatching(/\.hours is now string: raise its schema/),
    ]);
    expect(faults(released(1, { at: AT, hours: 1 }), kept).every(({ adds }) => !adds)).toBe(true);
  });

  it('under a new number, or with one more member, only has to be kept', () => {
    expect(says(released(1, { at: AT, visitor: 'K1', hours: 1 }))).toEqual([]);
    expect(faults(released(2, { at: AT, by: { id: 'K1' }, hours: 1 }), kept)).toMatchObject([{ adds: true }]);
    expect(faults(released(1, { at: AT, visitor: 'K1', hours: 1, note: 'x' }), kept)).toMatchObject([{ adds: true }]);
  });
});
