import type { Leases, StoredEvent } from '@carethread/event-sourcing';
import {
  eventLogContract,
  leasesContract,
  sampleAppend,
  sampleStream,
  SettableClock,
  storedImportContract,
  storedPlaceContract,
  subscriptionContract,
} from '@carethread/event-sourcing/testing';
import { verifyStream } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { hasLog, migrateLogs, PostgresLeases, PostgresLog, schemaOf } from './index.js';

const url = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const SERVICE = 'care-plan';
const fresh = (): string => `t${randomUUID().slice(0, 8)}`;

const make = async () => {
  const namespace = fresh();
  await migrateLogs(url, namespace, [SERVICE]);
  const clock = new SettableClock('2026-03-02T09:00:00.000Z');
  const open = (): Promise<PostgresLog> => PostgresLog.open({ url, namespace, service: SERVICE, clock });
  let log = await open();
  const reopen = async (): Promise<PostgresLog> => {
    await log.close();
    return (log = await open());
  };
  return { log, clock, reopen, namespace };
};
/** Changes the tables of a log as their owner, without what refuses changes. */
async function tamper(namespace: string, sql: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SET search_path = ${schemaOf(namespace, SERVICE)}`);
  await client.query('SET session_replication_role = replica');
  await client.query(sql, [...values]);
  await client.end();
}
eventLogContract('PostgreSQL', make);
subscriptionContract('PostgreSQL', make);
storedImportContract('PostgreSQL', make);
storedPlaceContract('PostgreSQL', async () => {
  const { log, reopen, namespace } = await make();
  return {
    log,
    reopen,
    move: (position, { stream, revision, id }) =>
      tamper(
        namespace,
        'UPDATE events SET stream = coalesce($2, stream), revision = coalesce($3, revision), id = coalesce($4, id) WHERE position = $1',
        [position, stream ?? null, revision ?? null, id ?? null],
      ),
    rename: (stream, name) => tamper(namespace, 'UPDATE events SET stream = $2 WHERE stream = $1', [stream, name]),
  };
});
leasesContract('PostgreSQL', async () => {
  const namespace = fresh();
  await migrateLogs(url, namespace, [SERVICE]);
  const opened: PostgresLeases[] = [];
  return {
    another: () => {
      const leases = new PostgresLeases({ url, namespace, service: SERVICE });
      opened.push(leases);
      return Promise.resolve(leases);
    },
    crash: (leases: Leases) => (leases as PostgresLeases).cut(),
    close: async () => {
      for (const leases of opened) await leases.close();
    },
  };
});

describe('the log in PostgreSQL', () => {
  it('is one log for several writers: no gap, one chain, and time that never goes back although a clock is five minutes slow', async () => {
    const namespace = fresh();
    await migrateLogs(url, namespace, [SERVICE]);
    const clocks = [new SettableClock('2026-03-02T09:05:00.000Z'), new SettableClock('2026-03-02T09:00:00.000Z')];
    const writers = await Promise.all(
      [0, 1, 0, 1].map((index) =>
        PostgresLog.open({ url, namespace, service: SERVICE, clock: clocks[index] ?? new SettableClock('') }),
      ),
    );
    const shared = sampleStream();
    let lost = 0;
    await Promise.all(
      writers.map(async (log) => {
        for (let round = 0; round < 20; round += 1) {
          await log.append(sampleAppend(sampleStream(), 0, 2));
          const { length } = await log.readStream(shared);
          await log.append(sampleAppend(shared, length)).catch(() => (lost += 1));
        }
      }),
    );
    const [log] = writers;
    const all: StoredEvent[] = [];
    for (let page = await log?.readAll(0, 10_000); page?.length; page = await log?.readAll(all.length, 10_000))
      all.push(...page);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
    expect(all).toHaveLength(4 * 20 * 3 - lost);
    const times = all.map(({ event }) => event.recordedAt);
    expect(times).toEqual([...times].sort());
    const events = ((await log?.readStream(shared)) ?? []).map(({ event }) => event);
    expect(verifyStream(events)).toEqual(expect.objectContaining({ valid: true }));
    for (const writer of writers) await writer.close();
  });

  it('stands by what it said was known, against a writer whose clock is behind', async () => {
    const namespace = fresh();
    await migrateLogs(url, namespace, [SERVICE]);
    const open = (now: string): Promise<PostgresLog> =>
      PostgresLog.open({ url, namespace, service: SERVICE, clock: new SettableClock(now) });
    const [right, slow] = [await open('2026-03-02T09:05:00.000Z'), await open('2026-03-02T09:00:00.000Z')];
    expect(await right.positionAt('2026-03-02T09:04:00.000Z')).toBe(0);
    const { events } = await slow.append(sampleAppend(sampleStream(), 0));
    expect(events[0]?.event.recordedAt).toBe('2026-03-02T09:04:00.001Z');
    expect(await right.positionAt('2026-03-02T09:04:00.000Z')).toBe(0);
    await right.close();
    await slow.close();
  });

  it('stands by it against a writer that was alone until then and stamps before it asks', async () => {
    const namespace = fresh();
    await migrateLogs(url, namespace, [SERVICE]);
    const open = (now: string): Promise<PostgresLog> =>
      PostgresLog.open({ url, namespace, service: SERVICE, clock: new SettableClock(now) });
    const [right, slow] = [await open('2026-03-02T09:05:00.000Z'), await open('2026-03-02T09:00:00.000Z')];
    for (let round = 0; round < 3; round += 1) await slow.append(sampleAppend(sampleStream(), 0));
    expect(await right.positionAt('2026-03-02T09:04:00.000Z')).toBe(3);
    const { events } = await slow.append(sampleAppend(sampleStream(), 0));
    expect(events[0]?.event.recordedAt).toBe('2026-03-02T09:04:00.001Z');
    expect(await right.positionAt('2026-03-02T09:04:00.000Z')).toBe(3);
    await right.close();
    await slow.close();
  });

  it('goes on with one chain when writers that were alone take turns, also on a stream of the other', async () => {
    const namespace = fresh();
    await migrateLogs(url, namespace, [SERVICE]);
    const clock = new SettableClock('2026-03-02T09:00:00.000Z');
    const open = (): Promise<PostgresLog> => PostgresLog.open({ url, namespace, service: SERVICE, clock });
    const writers = [await open(), await open()] as const;
    const stream = sampleStream();
    let revision = 0;
    for (let turn = 0; turn < 6; turn += 1)
      for (let round = 0; round < 3; round += 1) {
        await writers[turn % 2 === 0 ? 0 : 1].append(sampleAppend(stream, revision));
        revision += 1;
      }
    const all = await writers[0].readStream(stream);
    expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
    expect(verifyStream(all.map(({ event }) => event))).toEqual(expect.objectContaining({ valid: true }));
    await writers[0].close();
    await writers[1].close();
  });

  it('announces an append to other processes', async () => {
    const { log, clock } = await make();
    await log.close();
    const namespace = fresh();
    await migrateLogs(url, namespace, [SERVICE]);
    const [one, two] = [
      await PostgresLog.open({ url, namespace, service: SERVICE, clock }),
      await PostgresLog.open({ url, namespace, service: SERVICE, clock }),
    ];
    const told = new Promise<void>((resolve) => two.onAppended(resolve));
    await one.append(sampleAppend(sampleStream(), 0));
    await told;
    await one.close();
    await two.close();
  });

  it.each([
    ['UPDATE', "UPDATE events SET body = '{}'"],
    ['DELETE', 'DELETE FROM events'],
    ['TRUNCATE', 'TRUNCATE events'],
    ['an upsert', "INSERT INTO events SELECT * FROM events ON CONFLICT (position) DO UPDATE SET body = '{}'"],
  ])('PLAT-01: refuses %s, by trigger to its owner and by right to the writer', async (_, sql) => {
    const namespace = fresh();
    await migrateLogs(url, namespace, [SERVICE]);
    const clock = new SettableClock('2026-03-02T09:00:00.000Z');
    const log = await PostgresLog.open({ url, namespace, service: SERVICE, clock });
    await log.append(sampleAppend(sampleStream(), 0));
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query(`SET search_path TO ${schemaOf(namespace, SERVICE)}`);
    await expect(owner.query(sql)).rejects.toThrow(/never changed and never removed/);
    await owner.query('SET ROLE carethread_writer');
    await expect(owner.query(sql)).rejects.toThrow(/permission denied/);
    await expect(owner.query('ALTER TABLE events DISABLE TRIGGER ALL')).rejects.toThrow(/must be owner/);
    await owner.end();
    expect(await log.readAll(0, 10)).toHaveLength(1);
    await log.close();
  });

  it.each([
    [
      'a trigger that is disabled',
      'ALTER TABLE events DISABLE TRIGGER never_changed',
      'events.never_changed is missing or disabled',
    ],
    [
      'a trigger that does nothing',
      `CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
       DROP TRIGGER never_changed ON events;
       CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION nothing()`,
      'events.never_changed is not the one that the log lays down',
    ],
    [
      'a trigger for some rows only',
      `DROP TRIGGER never_changed ON events; CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON events
       FOR EACH ROW WHEN (OLD.position < 2) EXECUTE FUNCTION refuse()`,
      'events.never_changed is not the one that the log lays down',
    ],
    [
      'a function that refuses nothing',
      'CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
      'the function refuse, which the triggers call, is not the one',
    ],
    ['an index that is gone', 'DROP INDEX events_once', 'the unique index of events (id) is missing or is another'],
    [
      'an index of some rows only',
      'DROP INDEX events_once; CREATE UNIQUE INDEX events_once ON events (id) WHERE position < 2',
      'the unique index of events (id) is missing or is another',
    ],
  ])('PLAT-05: names %s', async (_, sql, fault) => {
    const { log, namespace } = await make();
    expect(await log.faults()).toEqual([]);
    await tamper(namespace, sql);
    expect(await log.faults()).toEqual([expect.stringContaining(fault)]);
    await log.close();
  });

  it('says what is missing', async () => {
    const clock = new SettableClock('2026-03-02T09:00:00.000Z');
    await expect(PostgresLog.open({ url, namespace: fresh(), service: SERVICE, clock })).rejects.toThrow(
      /run `carethread migrate` first/,
    );
    await expect(
      PostgresLog.open({ url: 'postgres://nobody@127.0.0.1:1/nowhere', namespace: 'x', service: SERVICE, clock }),
    ).rejects.toThrow(/does not answer/);
  });

  it('is open to many writers or to one alone, and for reading to anybody', async () => {
    const namespace = fresh();
    const of = { url, namespace, service: SERVICE };
    expect(await hasLog(of)).toBe(false);
    await migrateLogs(url, namespace, [SERVICE]);
    expect(await hasLog(of)).toBe(true);
    const clock = new SettableClock('2026-03-02T09:00:00.000Z');
    const writers = [await PostgresLog.open({ ...of, clock }), await PostgresLog.open({ ...of, clock })];
    await expect(PostgresLog.open({ ...of, clock, presence: 'alone' })).rejects.toThrow('stop the services first');
    for (const writer of writers) await writer.close();
    const alone = await PostgresLog.open({ ...of, clock, presence: 'alone' });
    await expect(PostgresLog.open({ ...of, clock })).rejects.toThrow('is being moved');
    const reader = await PostgresLog.openForReading(of);
    const append = sampleAppend(sampleStream(), 0);
    await expect(reader.append(append)).rejects.toThrow('for reading only');
    await alone.append(append);
    expect((await reader.head()).position).toBe(1);
    await reader.close();
    await alone.close();
    await (await PostgresLog.open({ ...of, clock })).close();
  });
});
