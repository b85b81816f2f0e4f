import { MemoryLog } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { uuidV5, type JsonObject } from '@carethread/ledger';
import { MemoryKeyStore, seal } from '@carethread/privacy';
import { EventDecoder, RecordedStreams } from '@carethread/runtime';
import fc from 'fast-check';
import { carePlan } from '../../domain/plan/decider.js';
import { evolved } from '../../domain/plan/evolve.js';
import { NO_PLAN, type PlanState } from '../../domain/plan/state.js';
import { asEffectiveAt, versionAt } from '../../domain/plan/in-force.js';

const PLAN = uuidV5('as-known', 'plan');
const PERSON = uuidV5('as-known', 'person');
const START = Date.parse('2026-01-05T09:00:00.000Z');

function day(number: number): string {
  return new Date(START + number * 86_400_000).toISOString();
}

/** What happens to a plan: `at` is the day from which it holds, which may lie long before it was recorded. */
interface Happening {
  readonly kind: 'draft' | 'talk' | 'publish' | 'correct' | 'suspend' | 'resume';
  readonly at: number;
  readonly passing: number;
}

function payloadOf({ kind, at }: Happening, index: number): { readonly type: string; readonly payload: JsonObject } {
  switch (kind) {
    case 'draft':
      return {
        type: 'DraftSaved',
        payload: { draftRevision: index, sections: [], content: { personsView: `${index}` } },
      };
    case 'talk':
      return { type: 'PlanDiscussionRecorded', payload: { date: '2026-01-05', participants: [], summary: `${index}` } };
    case 'publish':
      return {
        type: 'ProvisionalPlanPublished',
        payload: {
          planId: PLAN,
          versionNo: index + 1,
          proposalNo: 0,
          contentHash: `${index}`,
          effectiveFrom: day(at),
          cause: { kind: 'provisional' },
          changeSummary: '',
          content: { personsView: `as published ${index}`, history: { summary: 'none' } },
          salts: {},
        },
      };
    case 'correct':
      return {
        type: 'PlanCorrectionRecorded',
        payload: {
          correctionId: PLAN,
          field: 'history.summary',
          from: null,
          to: `as corrected ${index}`,
          effectiveFrom: day(at),
          appliesToVersions: Array.from({ length: index }, (_, earlier) => earlier + 1),
          issues: [{ versionNo: index, issueNo: 2, contentHash: '' }],
        },
      };
    case 'suspend':
      return { type: 'PlanSuspended', payload: { planId: PLAN, scope: [`a${at}`], reason: '' } };
    case 'resume':
      return { type: 'PlanResumed', payload: { planId: PLAN, scope: [`a${at}`] } };
  }
}

async function lived(happenings: readonly Happening[]) {
  const clock = new SettableClock(day(0));
  const log = new MemoryLog({ service: 'care-plan', clock });
  const keys = new MemoryKeyStore();
  const key = await keys.getOrCreate(PLAN, PERSON, 'socialCare');
  let today = 0;
  for (const [index, happening] of happenings.entries()) {
    today += happening.passing;
    clock.set(day(today));
    const { type, payload } = payloadOf(happening, index);
    const commandId = uuidV5(PLAN, index);
    const event = seal(
      {
        format: 1,
        service: 'care-plan',
        id: uuidV5(commandId, 0),
        stream: `carePlan-${PLAN}`,
        revision: index + 1,
        type,
        schema: 1,
        tenantId: PLAN,
        personId: PERSON,
        jurisdiction: 'ENG',
        occurredAt: day(today),
        effectiveFrom: day(happening.at),
        actor: { user: PLAN, role: 'KW' },
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
  const opener = (): EventDecoder => new EventDecoder(keys, [carePlan], {});
  return { streams: new RecordedStreams(log, opener()), fresh: () => new RecordedStreams(log, opener()) };
}

/** The answer of model §8.5 from a state: which version is in force, with the corrections that hold by then. */
function answered(state: PlanState, effectiveAt: string) {
  const version = versionAt(state, effectiveAt);
  return version === undefined ? undefined : asEffectiveAt(state, version, effectiveAt);
}

const happening = fc.record({
  kind: fc.constantFrom<Happening['kind'][]>(
    'draft',
    'draft',
    'talk',
    'talk',
    'publish',
    'correct',
    'suspend',
    'resume',
  ),
  at: fc.integer({ min: -30, max: 60 }),
  passing: fc.constantFrom(0, 0, 0, 0, 0, 0, 1),
});
const question = fc.tuple(fc.integer({ min: -1, max: 120 }), fc.integer({ min: -40, max: 70 }));

describe('a plan as known at K and as effective at E', () => {
  it('PLAT-03 PLAT-19: reads from snapshots as from a replay of everything that was recorded by K', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 520, maxLength: 620, size: 'max' }),
        fc.array(question, { minLength: 15, maxLength: 15 }),
        async (happenings, questions) => {
          const { streams, fresh } = await lived(happenings);
          const events = await fresh().events(`carePlan-${PLAN}`);
          for (const [known, effective] of questions) {
            const [knownAt, effectiveAt] = [day(known), day(effective)];
            const replayed = events
              .filter(({ meta }) => meta.recordedAt <= knownAt)
              .reduce((state, event) => evolved(state, event as Parameters<typeof evolved>[1]), NO_PLAN);
            const found = (await streams.stateAt(carePlan, PLAN, knownAt)).state as PlanState;
            expect(found).toEqual(replayed);
            expect(answered(found, effectiveAt)).toEqual(answered(replayed, effectiveAt));
            // The general question of every other aggregate: only what holds by E is folded at all.
            const holding = events.filter(
              ({ meta }) => meta.recordedAt <= knownAt && meta.effectiveFrom <= effectiveAt,
            );
            expect(await streams.stateAt(carePlan, PLAN, knownAt, effectiveAt)).toEqual({
              state: holding.reduce((state, event) => evolved(state, event as Parameters<typeof evolved>[1]), NO_PLAN),
              revision: holding.length,
            });
          }
        },
      ),
      { numRuns: 4 },
    );
  });
});
