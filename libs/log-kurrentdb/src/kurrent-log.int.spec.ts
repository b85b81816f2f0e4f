import { LogUnavailable, RevisionConflict, subscribe, type StoredEvent } from '@carethread/event-sourcing';
import {
  eventLogContract,
  sampleAppend,
  sampleStream,
  SettableClock,
  storedImportContract,
  subscriptionContract,
  until,
} from '@carethread/event-sourcing/testing';
import { verifyLog } from '@carethread/ledger';
import { EventStoreDBClient } from '@eventstore/db-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KurrentLog, type KurrentLogOptions } from './kurrent-log.js';
import { startWireDouble, WireDouble } from './testing/index.js';

const clock = new SettableClock('2026-03-02T09:00:00.000Z');
let folder = '';
let double: WireDouble;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carethread-kurrent-'));
  double = await WireDouble.start();
});
afterEach(async () => {
  await double.stop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (more: Partial<KurrentLogOptions> = {}): Promise<KurrentLog> =>
  KurrentLog.open({
    url: double.url,
    service: 'care-plan',
    clock,
    lease: 300,
    deadline: 2000,
    patience: 5000,
    ...more,
  });
const refusal = (opening: Promise<unknown>): Promise<Error> =>
  opening.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => error as Error,
  );

const make = async () => {
  const more = { indexFile: join(folder, 'index.db') };
  let log = await open(more);
  const reopen = async (): Promise<KurrentLog> => {
    await log.close();
    return (log = await open(more));
  };
  return { log, clock, reopen };
};
eventLogContract('a wire double of KurrentDB', make);
subscriptionContract('a wire double of KurrentDB', make);
storedImportContract('a wire double of KurrentDB', make);

describe('the log in a wire double of KurrentDB', () => {
  it('reads its index again from the log where it has no file, and gives the same answers', async () => {
    const log = await open();
    const stream = sampleStream();
    for (let revision = 0; revision < 5; revision += 1) {
      await log.append(sampleAppend(stream, revision));
      await log.append(sampleAppend(sampleStream(), 0, 2));
    }
    const before = [await log.readStream(stream), await log.readAll(0, 100), await log.head()];
    await log.close();
    const again = await open();
    expect([await again.readStream(stream), await again.readAll(0, 100), await again.head()]).toEqual(before);
    await again.close();
  });

  it('reads a scattered stream in far fewer calls than it has events, and a second time in none', async () => {
    const writer = await open();
    const stream = sampleStream();
    for (let revision = 0; revision < 60; revision += 1) {
      await writer.append(sampleAppend(stream, revision));
      await Promise.all(Array.from({ length: 4 }, () => writer.append(sampleAppend(sampleStream(), 0))));
    }
    await writer.close();
    const log = await open();
    // Now and then the log looks after its claim meanwhile, by a call of its own.
    const calls = async (): Promise<number> => {
      const before = double.calls.read;
      expect((await log.readStream(stream)).map(({ event }) => event.revision)).toHaveLength(60);
      return double.calls.read - before;
    };
    expect(await calls()).toBeLessThan(10);
    expect(Math.min(await calls(), await calls(), await calls())).toBe(0);
    await log.close();
  });

  it('is tried by renewing its claim, and cannot be written where the server takes no write', async () => {
    const log = await open({ lease: 60_000 });
    const before = double.calls.append;
    await log.probe();
    expect(double.calls.append).toBe(before + 1);
    double.faults.refused = 1_000;
    await expect(log.probe()).rejects.toBeInstanceOf(LogUnavailable);
    double.faults.refused = 0;
    await log.probe();
    expect((await log.head()).position).toBe(0);
    await log.close();
    await expect(log.probe()).rejects.toBeInstanceOf(LogUnavailable);
  });

  it('stores large events in calls that the server takes', async () => {
    const log = await open();
    const large = Array.from({ length: 6 }, () => {
      const request = sampleAppend(sampleStream(), 0);
      return { ...request, events: [{ ...request.events[0], sealed: 'A'.repeat(400_000) }] as const };
    });
    const results = await Promise.all(large.map((request) => log.append(request)));
    expect(results.map(({ events }) => events[0]?.position)).toEqual([1, 2, 3, 4, 5, 6]);
    const request = sampleAppend(sampleStream(), 0, 3);
    const [first, ...rest] = request.events.map((event) => ({ ...event, sealed: 'A'.repeat(400_000) }));
    if (first === undefined) throw new Error('there are three');
    const tooLarge = await refusal(log.append({ ...request, events: [first, ...rest] }));
    expect(tooLarge).toBeInstanceOf(LogUnavailable);
    expect(tooLarge.message).toMatch('MaxAppendSize');
    expect((await log.head()).position).toBe(6);
    await log.close();
  });

  describe('one writer', () => {
    it('refuses a second writer and says who holds the log; another log of the same service is its own', async () => {
      const log = await open();
      const { message } = await refusal(open());
      expect(message).toMatch(`process ${process.pid} on`);
      const other = await open({ name: 'care-plan.access' });
      await other.append(sampleAppend(sampleStream(), 0));
      expect((await log.head()).position).toBe(0);
      await other.close();
      await log.close();
      await (await open()).close();
    });

    it('takes the log over from a writer that shows no life, which cannot write any more: no fork, nothing twice', async () => {
      const first = await open({ lease: 60_000 });
      await first.append(sampleAppend(sampleStream(), 0));
      // By its own lease it is alive for a minute; the second waits no longer than its own.
      const second = await open({ lease: 100 });
      await second.append(sampleAppend(sampleStream(), 0));
      const lost = await refusal(first.append(sampleAppend(sampleStream(), 0)));
      expect(lost).toBeInstanceOf(LogUnavailable);
      expect(lost.message).toMatch('has a writer (process');
      expect((await refusal(first.append(sampleAppend(sampleStream(), 0)))).message).toBe(lost.message);
      await second.append(sampleAppend(sampleStream(), 0));
      expect(await verifyLog(second)).toMatchObject({ valid: true, events: 3 });
      await first.close();
      await second.close();
    });

    it('goes on where the former writer slipped an append in, in one chain and with known-at still final', async () => {
      const first = await open({ lease: 60_000 });
      const second = await open({ lease: 100 });
      clock.set('2026-03-02T10:00:00.000Z');
      expect(await second.positionAt('2026-03-02T09:30:00.000Z')).toBe(0);
      clock.set('2026-03-02T09:10:00.000Z');
      await first.append(sampleAppend(sampleStream(), 0));
      await second.append(sampleAppend(sampleStream(), 0));
      expect(await second.positionAt('2026-03-02T09:30:00.000Z')).toBe(0);
      expect(await verifyLog(second)).toMatchObject({ valid: true, events: 2 });
      await second.close();
      await first.close();
    });

    it('starts at once after a crash where it holds the same index file', async () => {
      const indexFile = join(folder, 'index.db');
      const log = await open({ indexFile, lease: 60_000 });
      await log.append(sampleAppend(sampleStream(), 0));
      expect((await refusal(open({ indexFile }))).message).toMatch('another process of this machine holds it');
      // As if it had been killed: the claim stays, the file is let go.
      (log as unknown as { index: { close(): void } }).index.close();
      const again = await open({ indexFile, lease: 60_000 });
      expect((await again.head()).position).toBe(1);
      await again.close();
      await log.close().catch(() => undefined);
    });
  });

  describe('what KurrentDB may not do', () => {
    it.each([
      ['$maxAge', { maxAge: 60 }],
      ['$maxCount', { maxCount: 1000 }],
      ['$tb', { truncateBefore: 1 }],
    ])('PLAT-01: refuses to start on a stream that has %s', async (name, metadata) => {
      const client = EventStoreDBClient.connectionString(double.url.replace('kurrentdb:', 'esdb:'));
      await client.setStreamMetadata('carethread-care-plan', metadata);
      const { message } = await refusal(open());
      expect(message).toMatch(name);
      await client.setStreamMetadata('carethread-care-plan', {});
      await (await open()).close();
      await client.dispose();
    });

    it('refuses a database that lost what was acknowledged, or holds another log', async () => {
      const indexFile = join(folder, 'index.db');
      const log = await open({ indexFile });
      await log.append(sampleAppend(sampleStream(), 0, 2));
      await log.close();
      await double.stop();
      double = await WireDouble.start({ port: double.port });
      expect((await refusal(open({ indexFile }))).message).toMatch('ends before event 2');
      const other = await open();
      await other.append(sampleAppend(sampleStream(), 0, 3));
      await other.close();
      expect((await refusal(open({ indexFile }))).message).toMatch('is not the log that was written here');
    });
  });

  describe('a server that fails', () => {
    it('stores once, whether it was away, swallowed the answer or was silent', async () => {
      const log = await open({ deadline: 300 });
      for (const fault of ['refused', 'swallowed', 'silent'] as const) {
        double.faults[fault] = 2;
        const { outcome } = await log.append(sampleAppend(sampleStream(), 0, 2));
        expect(outcome).toBe('appended');
      }
      expect(await verifyLog(log)).toMatchObject({ valid: true, events: 6 });
      await log.close();
    });

    it('goes to the leader that a follower names', async () => {
      const follower = await WireDouble.start();
      follower.faults.leader = { host: '127.0.0.1', port: double.port };
      const opened = await open({ url: follower.url });
      await opened.append(sampleAppend(sampleStream(), 0));
      expect(double.store.current('carethread-care-plan')).toBe(0);
      expect(follower.store.all).toEqual([]);
      await opened.close();
      await follower.stop();
    });

    it('says so when a read breaks in the middle, and a subscription goes on where it stood', async () => {
      const log = await open();
      for (let count = 0; count < 6; count += 1) await log.append(sampleAppend(sampleStream(), 0));
      await log.close();
      const again = await open();
      Object.assign(double.faults, { drops: 2, dropAfter: 3 });
      await expect(again.readAll(0, 6)).rejects.toBeInstanceOf(LogUnavailable);
      const seen: number[] = [];
      const handle = (events: readonly StoredEvent[]): Promise<void> =>
        Promise.resolve(void seen.push(...events.map(({ position }) => position)));
      const subscription = subscribe({ log: again, from: 0, handle });
      await subscription.caughtUp(6);
      expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
      expect(double.faults.drops).toBe(0);
      await subscription.stop();
      await again.close();
    });

    it('says so when the server stays away, and reads later what was stored all the same', async () => {
      const log = await open({ patience: 0, deadline: 500 });
      let woken = 0;
      log.onAppended(() => (woken += 1));
      double.faults.swallowed = 1;
      const request = sampleAppend(sampleStream(), 0);
      await expect(log.append(request)).rejects.toBeInstanceOf(LogUnavailable);
      await until('its listeners hear of it', () => woken > 0);
      expect((await log.head()).position).toBe(1);
      expect((await log.append(request)).outcome).toBe('duplicate');
      double.faults.refused = 1;
      await expect(log.append(sampleAppend(sampleStream(), 0))).rejects.toBeInstanceOf(LogUnavailable);
      expect((await log.append(sampleAppend(request.stream, 1))).events[0]?.position).toBe(2);
      await log.close();
    });

    it('keeps every acknowledged append over kills of the server under load, each once and in one chain', async () => {
      const file = join(folder, 'double.ndjson');
      let server = await startWireDouble({ file, port: 0 });
      const port = Number(/:(\d+)\?/.exec(server.url)?.[1]);
      const log = await open({ url: server.url, patience: 20_000 });
      const acknowledged: string[] = [];
      let stop = false;
      const writers = Array.from({ length: 8 }, async () => {
        const stream = sampleStream();
        for (let revision = 0; !stop; revision += 1) {
          const request = sampleAppend(stream, revision);
          const { events } = await log.append(request);
          acknowledged.push(events[0]?.event.hash ?? '');
        }
      });
      for (let round = 1; round <= 3; round += 1) {
        await until('appends go on', () => acknowledged.length > round * 60);
        await server.kill();
        server = await startWireDouble({ file, port });
      }
      const so = acknowledged.length;
      await until('appends go on after the last kill', () => acknowledged.length > so + 30);
      stop = true;
      await Promise.all(writers);
      const stored = await log.readAll(0, 100_000);
      expect(stored.map(({ event }) => event.hash).toSorted()).toEqual(acknowledged.toSorted());
      expect(await verifyLog(log)).toMatchObject({ valid: true, events: acknowledged.length });
      await log.close();
      await server.kill();
    });
  });

  describe('a reader beside the writer', () => {
    it('follows by a catch-up subscription that survives being dropped, and may not write', async () => {
      const writer = await open();
      await writer.append(sampleAppend(sampleStream(), 0, 3));
      const reader = await KurrentLog.openForReading({ url: double.url, service: 'care-plan' });
      let woken = 0;
      reader.onAppended(() => (woken += 1));
      await expect(reader.append(sampleAppend(sampleStream(), 0))).rejects.toBeInstanceOf(LogUnavailable);
      Object.assign(double.faults, { drops: 2, dropAfter: 0 });
      const stream = sampleStream();
      await writer.append(sampleAppend(stream, 0, 2)).catch(() => undefined);
      await until('the reader hears of it', () => woken > 0);
      expect(await reader.readStream(stream)).toEqual(await writer.readStream(stream));
      expect(await reader.head()).toEqual(await writer.head());
      expect(await reader.readAll(0, 10)).toEqual(await writer.readAll(0, 10));
      await expect(writer.append(sampleAppend(stream, 0))).rejects.toBeInstanceOf(RevisionConflict);
      await reader.close();
      await writer.close();
    });
  });
});
