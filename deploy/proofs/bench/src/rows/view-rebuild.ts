import { readStored, type EventLog } from '@carethread/event-sourcing';
import { SqliteLog } from '@carethread/log-sqlite';
import { MemoryKeyStore, type KeyStore } from '@carethread/privacy';
import { EventDecoder, type ServiceRuntime } from '@carethread/runtime';
import { SqliteViewStore } from '@carethread/views-sqlite';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Row } from '../row.js';
import { NOTE, sealedEvent, type PlannedEvent } from '../sealed-event.js';
import { interleaved, median, timed, type Timed } from '../timing.js';
import { AT, clock, serviceNamed, viewRuntime } from '../view-runtime.js';

/** Fifty events of one person: a plan with three published versions, a service and its team, and a month of daily records. */
function* aPerson(organisationId: string): Generator<PlannedEvent> {
  const planId = randomUUID();
  const episodeId = randomUUID();
  const plan = { category: 'carePlan', id: planId };
  const head = { planId, planKind: 'provider', organisationId };
  const episode = { category: 'serviceEpisode', id: episodeId };
  yield {
    ...episode,
    revision: 1,
    type: 'ServiceAgreementMade',
    payload: { episodeId, providerId: organisationId, agreedAt: AT, serviceType: 'homeCare', councilOperated: false },
  };
  yield {
    ...episode,
    revision: 2,
    type: 'CareTeamAssigned',
    payload: {
      episodeId,
      organisationId,
      keyworkerId: randomUUID(),
      members: [{ userId: randomUUID(), purposes: ['carryThrough'] }],
    },
  };
  yield {
    ...plan,
    revision: 1,
    type: 'CarePlanOpened',
    payload: { ...head, profile: { code: 'ENG', version: 1 }, rulePacks: [], laws: [], councilNeeds: [] },
  };
  for (let draft = 1; draft <= 12; draft++)
    yield {
      ...plan,
      revision: 1 + draft,
      type: 'DraftSaved',
      payload: { draftRevision: draft, sections: ['personsView'], content: { personsView: NOTE } },
    };
  for (let versionNo = 1; versionNo <= 3; versionNo++)
    yield {
      ...plan,
      revision: 13 + versionNo,
      type: 'PlanVersionPublished',
      payload: {
        ...head,
        versionNo,
        proposalNo: versionNo,
        contentHash: planId,
        effectiveFrom: AT,
        cause: { kind: 'review' },
        changeSummary: NOTE,
        outcomeIds: [],
        needIds: [randomUUID(), randomUUID()],
        provision: 0,
      },
    };
  for (let day = 1; day <= 16; day++) {
    const id = randomUUID();
    for (const revision of [1, 2])
      yield {
        category: 'dailyRecord',
        id,
        revision,
        type: 'DailyEntryAdded',
        payload: { entryId: randomUUID(), kind: 'note', text: NOTE, format: 'diarySheet', warnings: [], by: id },
      };
  }
}

/** Stores `count` events, and the same lines in a file. */
export async function fill(log: EventLog, lines: string, keys: KeyStore, count: number, bench: Bench): Promise<void> {
  const tenantId = randomUUID();
  const file = openSync(lines, 'w');
  let stored = 0;
  while (stored < count) {
    const personId = randomUUID();
    const waiting = [];
    for (const { category, id, ...event } of aPerson(tenantId)) {
      const stream = `${category}-${id}`;
      const key = await keys.getOrCreate(tenantId, personId, 'socialCare');
      const sealed = sealedEvent({ ...event, service: 'care-plan', stream, tenantId, personId, occurredAt: AT }, key);
      waiting.push(log.append({ stream, expectedRevision: event.revision - 1, events: [sealed] }));
    }
    for (const { events } of await Promise.all(waiting))
      for (const { text } of events) {
        writeSync(file, `${text}\n`);
        stored += 1;
      }
    if (stored % 50_000 < 50) bench.say(`${stored} events stored`);
  }
  closeSync(file);
}

/** Lines of a file of any size, by blocks of 1 MB. */
function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const block = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  for (let read = readSync(file, block); read > 0; read = readSync(file, block)) {
    const bytes = Buffer.concat([rest, block.subarray(0, read)]);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, end);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  closeSync(file);
}

/** The floor: the same lines parsed, opened and folded by the same folds, and nothing written. */
async function folded(runtime: ServiceRuntime, lines: string): Promise<Timed> {
  const { definition, keys, views } = runtime;
  const opener = new EventDecoder(keys, definition.deciders, definition.publish);
  const documents = views.projections.map(() => new Map<string, object | undefined>());
  return timed(async () => {
    let position = 0;
    for (const text of linesOf(lines)) {
      position += 1;
      const opened = await opener.open(readStored(position, '', text));
      for (const [index, projection] of views.projections.entries())
        for (const change of projection.changes(opened))
          documents[index]?.set(change.key, change.change(documents[index]?.get(change.key)));
    }
  });
}

/** A view makes its indexes at the first query: a rebuild ends when every one is there. */
async function makeEveryIndex({ views }: ServiceRuntime): Promise<void> {
  for (const projection of views.projections)
    for (const field of projection.indexes) await views.view(projection).find({ [field]: '' }, { limit: 1 });
}

export async function viewRebuild(bench: Bench): Promise<readonly Row[]> {
  const count = bench.pick(10_000, 100_000, 1_000_000);
  const folder = bench.folders.fresh('view-rebuild');
  mkdirSync(folder);
  const definition = serviceNamed('care-plan');
  const keys = new MemoryKeyStore();
  const log = SqliteLog.open({ file: join(folder, 'log.db'), service: 'care-plan', clock });
  const lines = join(folder, 'lines.ndjson');
  await fill(log, lines, keys, count, bench);
  const views = new SqliteViewStore(join(folder, 'views.db'));
  const runtime = viewRuntime(definition, { log, keys, views });
  bench.say('warming up');
  await runtime.views.start();
  await runtime.views.caughtUp((await log.head()).position);
  await folded(runtime, lines);
  const { first, second } = await interleaved(
    bench.pick(1, 3),
    (round) => {
      bench.say(`rebuild ${round + 1}`);
      return timed(async () => {
        await runtime.views.stop();
        await runtime.parts.views.dropAll();
        await runtime.views.start();
        await runtime.views.caughtUp((await runtime.log.head()).position);
        await makeEveryIndex(runtime);
      });
    },
    () => folded(runtime, lines),
  );
  await runtime.views.stop();
  await log.close();
  await views.close();
  const stored = count;
  const rate = (found: readonly Timed[]): number => median(found.map(({ seconds }) => stored / seconds));
  const cpu = (found: readonly Timed[]): number => median(found.map((one) => one.cpu / stored));
  return [
    {
      name: 'view.rebuild',
      value: rate(first),
      unit: 'events/s',
      floor: rate(second),
      floorName: 'the same lines from a file: parsed, opened, folded, nothing written',
      ratio: rate(first) / rate(second),
      cpu: cpu(first),
      floorCpu: cpu(second),
      note: `${stored} events of ${stored / 50} people into the ${runtime.views.projections.length} views of care-plan (${median(first.map(({ seconds }) => seconds)).toFixed(1)} s)`,
    },
  ];
}
