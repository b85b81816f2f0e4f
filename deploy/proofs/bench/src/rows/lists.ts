import { MongoViewStore } from '@carethread/views-mongodb';
import { SqliteViewStore } from '@carethread/views-sqlite';
import { task, taskList } from '@carethread/service-kit';
import type { ViewStore } from '@carethread/event-sourcing';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineServers, freshNamespace } from '../engine-servers.js';
import { declaredList, filledList, PAGE, type FilledList, type MeasuredList } from '../listed-people.js';
import type { Bench, Measure, Row } from '../row.js';
import { interleaved, median, quantile } from '../timing.js';
import { AT } from '../view-runtime.js';

/** People of one organisation, team or worker: as many among 1,000 people as among 20,000. */
const OF_ONE = 500;

const organisations = Array.from({ length: 40 }, () => randomUUID());
const sharing = (nth: number, people: number): string => organisations[nth % (people / OF_ONE)] ?? '';

/** Open tasks, by when they are due. */
const work: MeasuredList = {
  service: 'assessment',
  decider: task,
  view: taskList,
  event: (nth, people) => ({
    type: 'TaskRaised',
    payload: {
      kind: 'riskReview',
      titleCode: 'riskReview',
      forRole: 'KW',
      forUserId: randomUUID(),
      user: randomUUID(),
      organisationId: sharing(nth, people),
      priority: 'urgent',
      since: AT,
      dueAt: new Date(Date.parse(AT) + nth * 60_000).toISOString(),
      ref: { riskId: randomUUID() },
    },
    scope: { of: 'organisation', id: sharing(nth, people) },
  }),
};

/** Open CPA cases, by when contact is due. */
const caseload: MeasuredList = {
  ...declaredList('cpa-coordination', 'cpaCase', 'caseload'),
  event: (nth, people) => ({
    type: 'CpaCaseOpened',
    payload: {
      caseId: randomUUID(),
      acceptedOn: '2026-03-02',
      teamId: sharing(nth, people),
      teamSetting: 'community',
      regionCode: 'R1',
      coordinatorId: randomUUID(),
      user: randomUUID(),
      level: 'undecided',
      organisationId: sharing(nth, people),
    },
    scope: { of: 'organisation', id: sharing(nth, people) },
  }),
};

type Open = (folder: string) => ViewStore;

const onSqlite: Open = (folder) => new SqliteViewStore(join(folder, 'views.db'));
const onMongo: Open = () =>
  MongoViewStore.open({ url: engineServers().mongo, namespace: freshNamespace(), service: 'lists' });

/** A page of one list among 20,000 people: beside the same rows by key, and beside the page among 1,000. */
async function measured(bench: Bench, name: string, list: MeasuredList, open: Open): Promise<readonly Row[]> {
  const filled = (people: number): Promise<FilledList> => {
    const folder = bench.folders.fresh(`${name}-${people}`);
    mkdirSync(folder);
    return filledList(list, people, open(folder));
  };
  const people = bench.pick(2_000, 20_000);
  bench.say(`listing ${people} people`);
  const [many, few] = [await filled(people), await filled(1_000)];
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
  return [
    {
      name,
      value,
      unit: 'ms a page',
      floor,
      floorName: 'the same rows by key',
      ratio: value / floor,
      p50: value,
      p99: quantile(first, 0.99),
      note: `${PAGE} entries of one organisation among those of ${people} people`,
    },
    {
      name: `${name}.growth`,
      value,
      unit: 'ms a page',
      floor: alone,
      floorName: 'the same page among the entries of 1,000 people',
      ratio: value / alone,
    },
  ];
}

const LISTS = { 'list.work': work, 'list.caseload': caseload };

/** Each list, with the names of its rows. */
export const listMeasures: readonly { readonly rows: readonly string[]; readonly measure: Measure }[] = rowsOn(
  onSqlite,
  '',
);
/** The same on a MongoDB server. */
export const engineListMeasures = rowsOn(onMongo, '.mongo');

function rowsOn(open: Open, suffix: string): typeof listMeasures {
  return Object.entries(LISTS).map(([name, list]) => ({
    rows: [`${name}${suffix}`, `${name}${suffix}.growth`],
    measure: (bench) => measured(bench, `${name}${suffix}`, list, open),
  }));
}
