import { services } from '@carethread/embedded';
import { MemoryBus, MemoryLeases, MemoryLog, MemoryViewStore } from '@carethread/event-sourcing';
import { entryIndexes, SealedBodies } from '@carethread/lists';
import { MemoryAttachments, MemoryKeyStore } from '@carethread/privacy';
import { ServiceRuntime, TenantReader } from '@carethread/runtime';
import { task, taskList } from '@carethread/service-kit';
import { SqliteViewStore } from '@carethread/views-sqlite';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Row } from '../row.js';
import { sealedEvent } from '../sealed-event.js';
import { interleaved, median, quantile } from '../timing.js';

const AT = '2026-03-02T09:00:00.000Z';
const clock = { now: () => Date.parse(AT) };
/** People of one organisation, each with a task: as many among 1,000 people as among 20,000. */
const OF_ONE = 500;
const PAGE = 50;

interface Filled {
  /** Milliseconds that a page of 50 tasks of one organisation takes. */
  page(round: number): Promise<number>;
  /** The same rows by their keys, opened. */
  byKey(): Promise<number>;
  end(): Promise<void>;
}

/** A view of the open tasks of so many people, in SQLite. */
async function filled(bench: Bench, people: number): Promise<Filled> {
  const folder = bench.folders.fresh(`list-work-${people}`);
  mkdirSync(folder);
  const service = 'assessment';
  const definition = services.find(({ name }) => name === service);
  if (definition === undefined) throw new Error(`there is no ${service} service`);
  const keys = new MemoryKeyStore();
  const log = new MemoryLog({ service, clock });
  const tenantId = randomUUID();
  const organisations = Array.from({ length: people / OF_ONE }, () => randomUUID());
  for (let nth = 0; nth < people; nth++) {
    const personId = randomUUID();
    const stream = `task-${randomUUID()}`;
    const payload = {
      kind: 'riskReview',
      titleCode: 'riskReview',
      forRole: 'KW',
      forUserId: randomUUID(),
      user: randomUUID(),
      organisationId: organisations[nth % organisations.length] ?? '',
      priority: 'urgent',
      since: AT,
      dueAt: new Date(Date.parse(AT) + nth * 60_000).toISOString(),
      ref: { riskId: randomUUID() },
    };
    const key = await keys.getOrCreate(tenantId, personId, 'core');
    const event = { service, stream, revision: 1, type: 'TaskRaised', payload, tenantId, personId, occurredAt: AT };
    await log.append({ stream, expectedRevision: 0, events: [sealedEvent(event, key)] });
  }
  const views = new SqliteViewStore(join(folder, 'views.db'));
  const runtime = new ServiceRuntime(
    { ...definition, deciders: [task], views: [taskList], policies: [] },
    {
      log,
      accessLog: new MemoryLog({ service, clock }),
      views,
      decisionViews: views,
      checkpoints: new MemoryViewStore(),
      bus: new MemoryBus(),
      keys,
      attachments: new MemoryAttachments(),
      leases: new MemoryLeases(),
      clock,
      issuer: 'https://issuer.carethread.invalid',
      warn: () => undefined,
    },
  );
  await runtime.views.start();
  await runtime.views.caughtUp((await log.head()).position);
  const reader = new TenantReader(runtime, tenantId, false);
  const rows = await views.open({ name: 'taskListEntries', version: 1, ...entryIndexes(taskList.lists.filters) });
  const bodies = new SealedBodies(keys, 'taskListEntries');
  let shown: readonly string[] = [];
  const took = async (work: () => Promise<void>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  return {
    page: (round) =>
      took(async () => {
        const found: string[] = [];
        const id = organisations[round % organisations.length] ?? '';
        for await (const { key } of reader.list(taskList, { scopes: [{ of: 'organisation', id }] }))
          if (found.push(key) === PAGE) break;
        shown = found;
      }),
    byKey: () =>
      took(async () => {
        for (const row of await Promise.all(shown.map((key) => rows.get(key))))
          if (row === undefined || (await bodies.open(row)) === undefined) throw new Error('a row is gone');
      }),
    end: async () => {
      await runtime.views.stop();
      await views.close();
    },
  };
}

/** A page of an organisation's open tasks among those of 20,000 people: beside the same rows by key, and beside the page among 1,000. */
export async function listWork(bench: Bench): Promise<readonly Row[]> {
  const people = bench.pick(2_000, 20_000);
  bench.say(`storing the tasks of ${people} people`);
  const [many, few] = [await filled(bench, people), await filled(bench, 1_000)];
  const rounds = bench.pick(20, 400);
  for (let round = 0; round < rounds / 4; round++) for (const one of [many, few]) await one.page(round);
  const { first, second } = await interleaved(
    rounds,
    (round) => many.page(round),
    () => many.byKey(),
  );
  const { second: small } = await interleaved(
    rounds,
    (round) => many.page(round),
    (round) => few.page(round),
  );
  await Promise.all([many.end(), few.end()]);
  const [value, floor, alone] = [median(first), median(second), median(small)];
  const p99 = quantile(first, 0.99);
  return [
    {
      name: 'list.work',
      value,
      unit: 'ms a page',
      floor,
      floorName: 'the same rows by key',
      ratio: value / floor,
      p50: value,
      p99,
      note: `${PAGE} open tasks of one organisation among those of ${people} people, SQLite`,
    },
    {
      name: 'list.work.growth',
      value,
      unit: 'ms a page',
      floor: alone,
      floorName: 'the same page among the tasks of 1,000 people',
      ratio: value / alone,
    },
  ];
}
