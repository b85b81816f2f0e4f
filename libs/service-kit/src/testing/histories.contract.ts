import { contractParts } from '@carethread/contracts';
import { eventTypesOf, evolveWith, type AnyDecider, type Recorded } from '@carethread/event-sourcing';
import { openWith } from '@carethread/privacy';
import fc from 'fast-check';
import type { ServiceDefinition } from '../service-definition.js';
import { EventDecoder, knownState } from '@carethread/runtime';
import { faults, foldGolden, GoldenFile, publishedGolden, written, type GoldenStream } from './golden-events.js';
import { HistoricStream, STREAM, type History, type HistoryStep } from './histories.js';

/**
 * What every service's streams must hold: each event shape that was ever stored is folded by today's code, and any stream as
 * known at K, as effective at E is what a naive reading of the whole log says. `folder` holds the golden streams.
 */
export function historiesContract(
  definition: Pick<ServiceDefinition, 'name' | 'deciders' | 'publish'>,
  histories: readonly History[],
  folder: string,
): void {
  describe(`the streams of ${definition.name}`, () => {
    it('have a history for every kind, and an event of every type that neighbours are told of', async () => {
      expect([...new Set(histories.map(({ category }) => category))].sort()).toEqual(
        definition.deciders.map(({ category }) => category).sort(),
      );
      const types = new Set<string>();
      for (const history of histories)
        for (const { events } of [await written(deciderOf(history.category), history)])
          for (const { type } of events) types.add(type);
      expect(Object.keys(definition.publish).filter((type) => !types.has(type))).toEqual([]);
    });

    describe.each([...new Set(histories.map(({ category }) => category))])('%s', (category) => {
      const lives = histories.filter((history) => history.category === category);
      const decider = deciderOf(category);
      const file = new GoldenFile(folder, category);

      it('PLAT-23: folds every event shape ever stored, and stores none that is not kept here', async () => {
        const today = await Promise.all(lives.map((history) => written(decider, history)));
        if (process.env['UPDATE_GOLDEN'] === '1') keep(file, today, decider);
        expect(faults(today, file.read()).map(({ says }) => says)).toEqual([]);
        for (const { events, state } of file.read())
          expect(foldGolden(decider, decoderOf(decider), events)).toEqual(state);
      });

      it('PLAT-23: keeps a sample of every event that it can make', () => {
        const kept = new Set(file.read().flatMap(({ events }) => events.map(({ type }) => type)));
        expect(eventTypesOf(decider).filter((type) => !kept.has(type))).toEqual([]);
      });

      it('publishes what the contracts say, whenever the event was stored', () => {
        for (const { events } of file.read())
          for (const { type, data } of publishedGolden(decider, decoderOf(decider), events, definition.publish))
            expect(() => contractParts(type, data)).not.toThrow();
      });

      it('R18: has a holder, whenever it was stored: by its content, else by whoever opened it, else the council', () => {
        for (const { events } of file.read()) {
          const state = foldGolden(decider, decoderOf(decider), events);
          for (const opened of [{ id: STREAM }, { id: STREAM, role: 'KW', organisation: 'an organisation' }]) {
            const held = [decider.holder(state, opened, 'readPlan')].flat();
            expect(held.length).toBeGreaterThan(0);
            for (const one of held)
              if (one.kind === 'organisation') expect(one.organisationId).toEqual(expect.stringMatching(/./));
          }
        }
      });

      it('PLAT-03: is, as known at K, as effective at E, what replaying everything from the start says', async () => {
        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...lives), runs, instantPairs, async (history, run, pairs) => {
            const stream = await played(decider, history, run);
            const events = await readNaively(stream);
            for (const { known, effective } of pairs) await agrees(stream, events, known, effective);
          }),
          { numRuns: 25 },
        );
      });
    });
  });

  function deciderOf(category: string): AnyDecider {
    const found = definition.deciders.find((decider) => decider.category === category);
    if (found === undefined) throw new Error(`${definition.name} has no ${category}`);
    return found;
  }
}

function decoderOf(decider: AnyDecider): EventDecoder {
  return new EventDecoder(new HistoricStream(decider, { category: decider.category, steps: [] }).keys, [decider], {});
}

/** Old streams stay as they are; of today's those join them that add something; a broken shape is never kept. */
function keep(file: GoldenFile, today: readonly GoldenStream[], decider: AnyDecider): void {
  const found = faults(today, file.read());
  if (found.some(({ adds }) => !adds)) return;
  const kept = file.read().map(({ events }) => ({ events, state: foldGolden(decider, decoderOf(decider), events) }));
  const adding = new Set(found.map(({ type }) => type));
  file.write([...kept, ...today.filter(({ events }) => events.some(({ type }) => adding.has(type)))]);
}

interface RandomStep {
  readonly step: number;
  readonly minutes: number;
  /** Minutes between when the client says it happened and when it is recorded. */
  readonly ago: number;
}

const minutes = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * 24 * 60 }));
/** The beginning of a history, so that most of what follows is allowed; then any of its steps. */
const runs = fc.tuple(
  fc.nat({ max: 100 }),
  fc.array(fc.record({ step: fc.nat({ max: 100 }), minutes, ago: minutes }), { maxLength: 20 }),
);
const instantPairs = fc.array(
  fc.record({ known: fc.nat({ max: 1000 }), effective: fc.option(fc.nat({ max: 1000 }), { nil: undefined }) }),
  { minLength: 8, maxLength: 8 },
);

async function played(
  decider: AnyDecider,
  history: History,
  [begun, random]: readonly [number, readonly RandomStep[]],
): Promise<HistoricStream> {
  const stream = new HistoricStream(decider, history);
  const all = [
    ...history.steps
      .slice(0, 1 + (begun % history.steps.length))
      .map((step) => ({ step, minutes: step.minutes ?? 60, ago: 0 })),
    ...random.map(({ step, ...when }) => ({ step: history.steps[step % history.steps.length], ...when })),
  ];
  for (const { step, minutes: after, ago } of all) {
    stream.later(after);
    const occurredAt = new Date(stream.clock.now() - ago * 60_000).toISOString();
    if (step !== undefined) await taken(stream, step, occurredAt);
  }
  stream.later(1);
  return stream;
}

/** A refused step is left out; any other error fails the test. */
async function taken(stream: HistoricStream, step: HistoryStep, occurredAt: string): Promise<void> {
  try {
    await stream.takes(step, occurredAt);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}

/** Reads the log and opens every event with its key: no decoder, no cache, no snapshot. */
async function readNaively(stream: HistoricStream): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for (const { event } of await stream.log.readStream(stream.name)) {
    const key = event.keyId === null ? undefined : await stream.keys.find(event.keyId);
    if (key === 'destroyed') throw new Error('no key was destroyed');
    const payload = key === undefined ? event.payload : openWith(event, key).payload;
    events.push({ type: event.type, payload: payload ?? {}, meta: event });
  }
  return events;
}

/** K and E lie at, just before and just after what happened, and between. */
async function agrees(
  stream: HistoricStream,
  events: readonly Recorded[],
  known: number,
  effective: number | undefined,
): Promise<void> {
  const first = Date.parse(events[0]?.meta.recordedAt ?? stream.now());
  const instants = [
    ...events.flatMap(({ meta }) => [meta.recordedAt, meta.effectiveFrom]),
    new Date(first + (known / 1000) * (stream.clock.now() - first)).toISOString(),
  ].flatMap((at) => [-1, 0, 1].map((millis) => new Date(Date.parse(at) + millis).toISOString()));
  const pick = (index: number): string => instants[index % instants.length] ?? stream.now();
  const knownAt = pick(known) > stream.now() ? stream.now() : pick(known);
  const effectiveAt = effective === undefined ? undefined : pick(effective);
  const knownThen = events.filter(({ meta }) => meta.recordedAt <= knownAt);
  const dated = ({ type }: Recorded): boolean => stream.decider.dated?.includes(type) === true;
  const holds = ({ meta }: Recorded): boolean => effectiveAt === undefined || meta.effectiveFrom <= effectiveAt;
  const begun = knownThen.findIndex((event) => !dated(event) && holds(event));
  const counted = knownThen.filter((event, index) =>
    effectiveAt !== undefined && dated(event) ? begun !== -1 && index > begun : holds(event),
  );
  const site = { now: () => stream.now(), log: stream.log, recorded: stream.recorded };
  const { state, revision, final } = await knownState(site, stream.decider, STREAM, knownAt, effectiveAt);
  expect(revision).toBe(counted.length);
  expect(final).toBe(knownAt < stream.now());
  expect(state).toEqual(
    counted.reduce<unknown>((folded, event) => evolveWith(stream.decider, folded, event), stream.decider.initial),
  );
}
