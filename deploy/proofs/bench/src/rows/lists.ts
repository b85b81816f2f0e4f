import { MongoViewStore } from '@carethread/views-mongodb';
import { SqliteViewStore } from '@carethread/views-sqlite';
import { task, taskList } from '@carethread/service-kit';
import type { ViewStore } from '@carethread/event-sourcing';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineServer, freshNamespace } from '../engine-servers.js';
import { declaredList, filledList, PAGE, type FilledList, type MeasuredList } from '../listed-people.js';
import { registration } from '../registrations.js';
import type { Bench, Measure, Row } from '../row.js';
import { interleaved, median, quantile, type Timed } from '../timing.js';
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

/** Everybody whom the council knows, by since when it has known them. */
const people: MeasuredList = {
  ...declaredList('assessment', 'person', 'peopleList'),
  event: (nth) => ({ type: 'PersonRegistered', payload: registration(nth), scope: { of: 'tenant' } }),
};

interface ListStore {
  /** What its rows are called besides the list. */
  readonly suffix: string;
  /** All its work is done in this process: CPU time says what it costs, whatever else runs on the machine. */
  readonly inProcess: boolean;
  open(folder: string): ViewStore;
}

const onSqlite: ListStore = {
  suffix: '',
  inProcess: true,
  open: (folder) => new SqliteViewStore(join(folder, 'views.db')),
};
const onWire = (server: 'mongo' | 'ferretdb'): ListStore => ({
  suffix: `.${server}`,
  inProcess: false,
  open: () => MongoViewStore.open({ url: engineServer(server).url, namespace: freshNamespace(), service: 'lists' }),
});

/** A page of one list among 20,000 people: beside the same rows by key, and beside the page among 1,000. */
async function measured(bench: Bench, name: string, list: MeasuredList, store: ListStore): Promise<readonly Row[]> {
  const filled = (people: number): Promise<FilledList> => {
    const folder = bench.folders.fresh(`${name}-${people}`);
    mkdirSync(folder);
    return filledList(list, people, store.open(folder));
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
  const took = (all: readonly Timed[]): number => median(all.map(({ seconds }) => seconds * 1000));
  const cpu = (all: readonly Timed[]): number => median(all.map((one) => one.cpu));
  const beside = (floor: readonly Timed[]): Pick<Row, 'value' | 'unit' | 'floor' | 'ratio' | 'cpu' | 'floorCpu'> => ({
    value: took(first),
    unit: 'ms a page',
    floor: took(floor),
    ratio: store.inProcess ? cpu(first) / cpu(floor) : took(first) / took(floor),
    cpu: cpu(first),
    floorCpu: cpu(floor),
  });
  const basis = store.inProcess ? '; the ratio is that of CPU time' : '';
  return [
    {
      name,
      ...beside(second),
      floorName: 'the same rows by key',
      p50: took(first),
      p99:
        quantile(
          first.map(({ seconds }) => seconds),
          0.99,
        ) * 1000,
      note: `${PAGE} entries of one list, filled by ${people} people${basis}`,
    },
    {
      name: `${name}.growth`,
      ...beside(small),
      floorName: 'the same page among the entries of 1,000 people',
      note: `${people} people${basis}`,
    },
  ];
}

const LISTS = { 'list.work': work, 'list.people': people, 'list.caseload': caseload };

const rowsOn = (store: ListStore): readonly { readonly rows: readonly string[]; readonly measure: Measure }[] =>
  Object.entries(LISTS).map(([list, filled]) => {
    const name = `${list}${store.suffix}`;
    return { rows: [name, `${name}.growth`], measure: (bench) => measured(bench, name, filled, store) };
  });

/** Each list, with the names of its rows. */
export const listMeasures = rowsOn(onSqlite);
/** The same on servers that speak MongoDB's wire protocol. */
export const engineListMeasures = (['mongo', 'ferretdb'] as const).flatMap((server) => rowsOn(onWire(server)));
