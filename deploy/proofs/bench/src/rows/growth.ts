import { uuidV5 } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { ChildServer } from '../child-server.js';
import { fillLog, type FilledStream } from '../filled-log.js';
import { load, type Round, type Target } from '../load.js';
import { idle, PEOPLE, setClock, tokensFor, type Prepared } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { NOTE } from '../sealed-event.js';
import { interleaved, median } from '../timing.js';

const SMALL = 1_000;
const SPREAD = 20_000;
const DISCUSSION = { participants: [{ kind: 'staff', name: 'Synthetic' }], summary: NOTE };
const FINDING = { category: 'need', domain: 'health', statement: NOTE };

interface Loaded {
  readonly platform: ChildServer;
  readonly targets: readonly Target[];
  readonly body: object;
}

async function running(folder: string, prepared: Prepared, paths: readonly string[], body: object): Promise<Loaded> {
  const platform = await ChildServer.platform(folder);
  await setClock(platform);
  await idle(platform);
  const tokens = await tokensFor(platform, prepared);
  return { platform, body, targets: paths.map((path, index) => ({ path, token: tokens[index % PEOPLE] ?? '' })) };
}

/** A platform whose care-plan log holds `events`, all of them on the 64 plans that are written to. */
async function onPlans(bench: Bench, events: number): Promise<Loaded> {
  const { folder, prepared } = await bench.folders.copy(`growth-${events}`);
  const { tenantId, persons, plans } = prepared;
  await fillLog(folder, {
    service: 'care-plan',
    tenantId,
    streams: plans.map((id, index) => ({ stream: `carePlan-${id}`, personId: persons[index] ?? '' })),
    until: events,
    event: () => ({
      type: 'PlanDiscussionRecorded',
      payload: { date: '2026-03-01', participants: [], summary: NOTE, preferencesSought: [] },
    }),
    say: (message) => bench.say(message),
  });
  return running(
    folder,
    prepared,
    plans.map((id) => `/care-plan/plans/${id}/discussions`),
    DISCUSSION,
  );
}

/** A platform whose assessment log holds `events`, on `count` assessments. */
async function onAssessments(bench: Bench, events: number, count: number): Promise<Loaded> {
  const { folder, prepared } = await bench.folders.copy(`growth-${count}`);
  const { tenantId, persons, assessments } = prepared;
  const made: FilledStream[] = Array.from({ length: count - PEOPLE }, (_, index) => ({
    stream: `assessment-${uuidV5(tenantId, index)}`,
    personId: persons[index % PEOPLE] ?? '',
  }));
  await fillLog(folder, {
    service: 'assessment',
    tenantId,
    streams: made,
    until: made.length === 0 ? 0 : Math.max(events, 4 * made.length),
    event: (nth) =>
      nth === 0
        ? { type: 'AssessmentRequested', payload: { kind: 'councilNeeds' } }
        : nth === 1
          ? { type: 'AssessmentStarted', payload: { assessorId: tenantId } }
          : {
              type: 'FindingRecorded',
              payload: {
                findingId: uuidV5(tenantId, nth),
                category: 'need',
                statement: NOTE,
                inPersonsWords: false,
                none: false,
              },
            },
    say: (message) => bench.say(message),
  });
  const ids = [...assessments, ...made.map(({ stream }) => stream.slice('assessment-'.length))];
  return running(
    folder,
    prepared,
    ids.map((id) => `/assessment/assessments/${id}/findings`),
    FINDING,
  );
}

/** Loads two platforms in turn; gives the median wall time and CPU time of a command on each, in microseconds. */
async function compare(bench: Bench, large: Loaded, small: Loaded) {
  const seconds = bench.pick(1, 3);
  const on = ({ platform, targets, body }: Loaded): Promise<Round> =>
    load(platform, { connections: PEOPLE, seconds, method: 'POST', body, targets });
  try {
    for (const one of [large, small]) await touched(one);
    bench.say('warming up');
    await on(large);
    await on(small);
    const { first, second } = await interleaved(
      bench.pick(2, 5),
      () => on(large),
      () => on(small),
    );
    const of = (rounds: readonly Round[]) => ({
      wall: median(rounds.map(({ rate }) => 1e6 / rate)),
      cpu: median(rounds.map(({ cpu }) => cpu)),
    });
    return { large: of(first), small: of(second) };
  } finally {
    await large.platform.stop();
    await small.platform.stop();
  }
}

/** One command on each of the first streams, so that none is folded from its first event while the clock runs. */
async function touched({ platform, targets, body }: Loaded): Promise<void> {
  for (const { path, token } of targets.slice(0, PEOPLE)) {
    const answer = await fetch(platform.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token ?? ''}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  }
}

export async function growthCommand(bench: Bench): Promise<readonly Row[]> {
  const events = bench.pick(10_000, 100_000, 1_000_000);
  const plans = await compare(bench, await onPlans(bench, events), await onPlans(bench, SMALL));
  bench.say('over many streams');
  const spread = await compare(
    bench,
    await onAssessments(bench, events, SPREAD),
    await onAssessments(bench, SMALL, PEOPLE),
  );
  const ratio = plans.large.wall / plans.small.wall;
  return [
    {
      name: 'growth.command',
      value: plans.large.wall,
      unit: 'µs',
      floor: plans.small.wall,
      floorName: `the same command with ${SMALL} events in the log`,
      ratio,
      cpu: plans.large.cpu,
      floorCpu: plans.small.cpu,
      note:
        `${events} events on the same 64 plans over HTTP; CPU ${(plans.large.cpu / plans.small.cpu).toFixed(2)}; ` +
        `over ${SPREAD} streams ${spread.large.wall.toFixed(0)} µs, over 64 ${spread.small.wall.toFixed(0)} µs ` +
        `(${(spread.large.wall / spread.small.wall).toFixed(2)})`,
    },
  ];
}
