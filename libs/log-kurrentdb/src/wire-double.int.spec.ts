import {
  binaryEvent,
  EventStoreDBClient,
  excludeSystemEvents,
  jsonEvent,
  NotLeaderError,
  streamNameFilter,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AllStreamSubscription,
  type StreamSubscription,
} from '@eventstore/db-client';
import { until } from '@carethread/event-sourcing/testing';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWireDouble, WireDouble } from './testing/index.js';

const sample = (data: string, type = 'SampleNoted') => binaryEvent({ type, data: Buffer.from(data) });

/** The double as the client package sees it. */
describe('the wire double', () => {
  let double: WireDouble;
  let client: EventStoreDBClient;
  let folder: string;

  const connect = (url: string): EventStoreDBClient =>
    EventStoreDBClient.connectionString(url.replace('kurrentdb:', 'esdb:'));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-double-'));
    double = await WireDouble.start({ file: join(folder, 'double.ndjson') });
    client = connect(double.url);
  });
  afterEach(async () => {
    await client.dispose();
    await double.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const texts = async (events: AsyncIterable<{ event?: { data: unknown } }>): Promise<string[]> => {
    const found: string[] = [];
    for await (const { event } of events) found.push(Buffer.from(event?.data as Uint8Array).toString());
    return found;
  };

  it('appends where the stream is expected to be, refuses elsewhere, and knows an append that is resent', async () => {
    const [one, two] = [sample('1'), sample('2')];
    expect((await client.appendToStream('s', [one, two], { expectedRevision: 'no_stream' })).nextExpectedRevision).toBe(
      1n,
    );
    const lost = client.appendToStream('s', sample('3'), { expectedRevision: 'no_stream' });
    await expect(lost).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(client.appendToStream('s', sample('3'), { expectedRevision: 4n })).rejects.toMatchObject({
      actualVersion: 1n,
    });
    const again = await client.appendToStream('s', [one, two], { expectedRevision: 'no_stream' });
    expect(again.nextExpectedRevision).toBe(1n);
    await expect(client.appendToStream('t', sample('1'), { expectedRevision: 'stream_exists' })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    expect(await texts(client.readStream('s'))).toEqual(['1', '2']);
  });

  it('reads a stream forwards and backwards, from anywhere, and says where there is none', async () => {
    await client.appendToStream(
      's',
      ['1', '2', '3', '4', '5'].map((text) => sample(text)),
    );
    expect(await texts(client.readStream('s', { fromRevision: 1n, maxCount: 3 }))).toEqual(['2', '3', '4']);
    expect(await texts(client.readStream('s', { direction: 'backwards', fromRevision: 'end', maxCount: 2 }))).toEqual([
      '5',
      '4',
    ]);
    expect(await texts(client.readStream('s', { direction: 'backwards', fromRevision: 2n }))).toEqual(['3', '2', '1']);
    await expect(texts(client.readStream('nobody'))).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('reads $all by position, in the order of the appends, and subscribes to it with a filter', async () => {
    await client.appendToStream('a-1', sample('1'));
    const second = await client.appendToStream('b-1', sample('2'));
    await client.appendToStream('a-2', sample('3'));
    expect(await texts(client.readAll())).toEqual(['1', '2', '3']);
    if (second.position === undefined) throw new Error('an append has a position');
    expect(await texts(client.readAll({ fromPosition: second.position }))).toEqual(['2', '3']);
    expect(await texts(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }))).toEqual(['3']);
    const seen: string[] = [];
    const following: AllStreamSubscription = client
      .subscribeToAll({ fromPosition: 'start', filter: streamNameFilter({ prefixes: ['a-'] }) })
      .on('data', ({ event }) => seen.push(Buffer.from(event?.data as Uint8Array).toString()));
    await until('the past of both streams', () => seen.length === 2);
    await client.appendToStream('b-2', sample('4'));
    await client.appendToStream('a-3', sample('5'));
    await until('what is appended since', () => seen.length === 3);
    expect(seen).toEqual(['1', '3', '5']);
    await following.unsubscribe();
    expect(excludeSystemEvents().filterOn).toBe('eventType');
  });

  it('catches up, says so, and follows live', async () => {
    await client.appendToStream('s', [sample('1'), sample('2'), sample('3')]);
    const seen: string[] = [];
    let caughtUp = -1;
    const following: StreamSubscription = client.subscribeToStream('s', { fromRevision: 0n });
    following.on('caughtUp', () => (caughtUp = seen.length));
    following.on('data', ({ event }) => seen.push(Buffer.from(event?.data as Uint8Array).toString()));
    await until('it has caught up', () => caughtUp >= 0 && seen.length === 2);
    await client.appendToStream('s', sample('4'));
    await until('it follows', () => seen.length === 3);
    expect(seen).toEqual(['2', '3', '4']);
    await following.unsubscribe();
  });

  it('keeps stream metadata and shows what it leaves: $maxCount and $tb', async () => {
    await client.appendToStream(
      's',
      ['1', '2', '3', '4'].map((text) => sample(text)),
    );
    await client.setStreamMetadata('s', { maxCount: 2 });
    expect(await texts(client.readStream('s'))).toEqual(['3', '4']);
    expect((await client.getStreamMetadata('s')).metadata).toEqual({ maxCount: 2 });
    await client.setStreamMetadata('s', { truncateBefore: 1 });
    expect(await texts(client.readStream('s'))).toEqual(['2', '3', '4']);
  });

  it('fails as asked: away, swallowed, silent, dropped in mid-read, not the leader', async () => {
    double.faults.refused = 1;
    await expect(client.appendToStream('s', sample('1'))).rejects.toMatchObject({ type: 'unavailable' });
    expect(double.store.current('s')).toBeUndefined();
    double.faults.swallowed = 1;
    await expect(client.appendToStream('s', sample('1'))).rejects.toMatchObject({ type: 'unavailable' });
    expect(double.store.current('s')).toBe(0);
    double.faults.silent = 1;
    const waiting = client.appendToStream('s', sample('2'), { deadline: 100 });
    await expect(waiting).rejects.toMatchObject({ type: 'deadline-exceeded' });
    Object.assign(double.faults, { drops: 1, dropAfter: 1 });
    await expect(texts(client.readStream('s'))).rejects.toMatchObject({ type: 'unavailable' });
    const leader = await WireDouble.start();
    double.faults.leader = { host: '127.0.0.1', port: leader.port };
    const append = () => client.appendToStream('s', jsonEvent({ type: 'A', data: {} }), { requiresLeader: true });
    await expect(append()).rejects.toBeInstanceOf(NotLeaderError);
    await append();
    expect(leader.store.current('s')).toBe(0);
    await client.dispose();
    await leader.stop();
  });

  it('keeps what it acknowledged when it is killed, and drops a line that was never finished', async () => {
    const file = join(folder, 'killed.ndjson');
    const first = await startWireDouble({ file, port: 0 });
    const one = connect(first.url);
    await one.appendToStream('s', [sample('1'), sample('2')]);
    await one.appendToStream('s', sample('3'));
    await first.kill();
    await one.dispose();
    appendFileSync(file, '[["torn');
    const second = await startWireDouble({ file, port: 0 });
    const two = connect(second.url);
    expect(await texts(two.readStream('s'))).toEqual(['1', '2', '3']);
    await two.appendToStream('s', sample('4'), { expectedRevision: 2n });
    await two.dispose();
    await second.kill();
    const again = await WireDouble.start({ file });
    expect(again.store.current('s')).toBe(3);
    await again.stop();
  });
});
