import { listMember, textMember } from '@carethread/ledger';
import { TenantReader, ServiceRuntime, type ListView } from '@carethread/runtime';
import { memoryPorts } from '@carethread/runtime/testing';
import { ed25519Signer, signedHeaders, signingKey } from '@carethread/webhooks';
import { randomBytes, randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NoticeSite, Providers } from '../notice-site.js';
import type { Bench, Measure, Row } from '../row.js';
import { interleaved, median, pause, quantile, timed } from '../timing.js';
import { clock, serviceNamed } from '../view-runtime.js';

/** Attempts under way at once: as many as a process of the platform makes. */
const AT_ONCE = 256;
const PAGE = 500;
const HEADERS = { 'content-type': 'application/cloudevents+json' };
/** As long as a notice is. */
const BODY = JSON.stringify({
  ...{ data: { noticeNo: 4, planId: randomUUID(), urgent: false, versionNo: 2 }, datacontenttype: 'application/json' },
  ...{ id: randomUUID(), sequence: '0000000000000042', source: 'https://record.example/care-plan', specversion: '1.0' },
  ...{ subject: `subscriptions/${randomUUID()}`, time: '2026-03-02T09:00:00.000Z', type: 'care-plan.plan-changed.v1' },
});

/** Does work for every item, so many at once. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, nth) => nth);

/** From the commit of a change to the moment at which the provider's system has its notice, one at a time: beside a plain request. */
export async function noticeWebhook(bench: Bench): Promise<readonly Row[]> {
  const endpoints = bench.pick(50, 1_000);
  const rounds = bench.pick(30, 500);
  const site = await NoticeSite.start(bench.folders.fresh('notice-webhook'));
  try {
    const { providers, receiver } = site;
    const homes = numbers(endpoints).map(() => randomUUID());
    bench.say(`registering ${endpoints} endpoints`);
    const served = new Map<string, Awaited<ReturnType<Providers['subscribed']>>>();
    await forEach(homes, async (home) => {
      await providers.endpoint(home, `${receiver.url}/${home}`);
      served.set(home, await providers.subscribed(home));
    });
    await receiver.until(() => receiver.count >= endpoints);
    const committed = await site.committed();
    const changed = async (round: number): Promise<number> => {
      const home = homes[(round * 7_919) % homes.length] ?? '';
      const person = served.get(home);
      if (person === undefined) throw new Error('everybody is served');
      const before = receiver.count;
      await providers.changed(home, person);
      await receiver.until(() => receiver.count > before);
      const stream = `subscription-${person.subscriptionId}`;
      while (!committed.at.has(stream)) await pause(1);
      const took = (receiver.arrivedAt.get(`/${home}`) ?? Number.NaN) - (committed.at.get(stream) ?? Number.NaN);
      await pause(5);
      return Math.max(0, took);
    };
    const plain = async (): Promise<number> => {
      const began = performance.now();
      await site.post({ url: `${receiver.url}/plain`, headers: HEADERS, body: BODY });
      return (receiver.arrivedAt.get('/plain') ?? Number.NaN) - began;
    };
    for (const round of numbers(rounds / 2)) {
      await changed(round);
      await plain();
    }
    const { first, second } = await interleaved(rounds, (round) => changed(round + rounds), plain);
    await committed.stop();
    const [value, floor] = [median(first), median(second)];
    return [
      {
        name: 'notice.webhook',
        value,
        unit: 'ms p50',
        floor,
        floorName: 'a plain POST of the same bytes over the same connections',
        ratio: value / floor,
        p50: value,
        p99: quantile(first, 0.99),
        note: `from the commit to the receiver, ${endpoints} endpoints, one change at a time, SQLite`,
      },
    ];
  } finally {
    await site.stop();
  }
}

/** Notices that wait are sent as fast as they can be: beside signing and sending as many by hand. */
export async function noticeDeliver(bench: Bench): Promise<readonly Row[]> {
  const [endpoints, each] = [bench.pick(10, 50), bench.pick(20, 100)];
  const count = endpoints * each;
  const site = await NoticeSite.start(bench.folders.fresh('notice-deliver'));
  try {
    const { providers, receiver } = site;
    const registered: (readonly [home: string, endpoint: string])[] = [];
    for (const _ of numbers(endpoints)) {
      const home = randomUUID();
      const endpoint = await providers.endpoint(home, `${receiver.url}/${home}`);
      await providers.switch(home, endpoint, 'PauseEndpoint');
      registered.push([home, endpoint]);
    }
    bench.say(`${count} notices begin to wait`);
    await forEach(
      registered.flatMap(([home]) => numbers(each).map(() => home)),
      async (home) => void (await providers.subscribed(home)),
    );
    bench.say('they are sent');
    const before = receiver.count;
    const sent = await timed(async () => {
      await Promise.all(registered.map(([home, endpoint]) => providers.switch(home, endpoint, 'ResumeEndpoint')));
      await receiver.until(() => receiver.count >= before + count);
    });
    const signer = ed25519Signer(signingKey(randomBytes(32)));
    const byHand = await timed(() =>
      forEach(numbers(count), async () => {
        const message = { id: randomUUID(), timestamp: Math.floor(Date.now() / 1_000), body: BODY };
        const headers = { ...HEADERS, ...signedHeaders(message, [signer]) };
        await site.post({ url: `${receiver.url}/by-hand`, headers, body: BODY });
      }),
    );
    const [value, floor] = [count / sent.seconds, count / byHand.seconds];
    return [
      {
        name: 'notice.deliver',
        value,
        unit: 'notices/s',
        floor,
        floorName: 'an Ed25519 signature and a plain POST',
        ratio: value / floor,
        cpu: sent.cpu / count,
        floorCpu: byHand.cpu / count,
        note: `${count} notices of as many people to ${endpoints} endpoints on SQLite; the receiver is in the same process`,
      },
    ];
  } finally {
    await site.stop();
  }
}

/** Reads all that waits for a provider that was away, page by page over HTTP: beside the same places read from the view. */
export async function noticeCatchUp(bench: Bench): Promise<readonly Row[]> {
  const [people, each] = [bench.pick(100, 2_000), 5];
  const count = people * each;
  const site = await NoticeSite.start(bench.folders.fresh('notice-catch-up'));
  try {
    const { providers, runtime } = site;
    const home = randomUUID();
    bench.say(`${count} notices begin to wait`);
    await forEach(numbers(people), async () => {
      const person = await providers.subscribed(home);
      for (const _ of numbers(each - 1)) await providers.changed(home, person);
    });
    const overHttp = async (): Promise<number> => {
      const began = performance.now();
      let read = 0;
      for (let after = ''; ;) {
        const page = await site.get(`/care-plan/notices?limit=${PAGE}${after}`, home);
        const { length } = listMember(page, 'items');
        read += length;
        if (length < PAGE) break;
        after = `&after=${textMember(page, 'next') ?? ''}`;
      }
      if (read !== count) throw new Error(`${read} of ${count} were read`);
      return performance.now() - began;
    };
    const found = serviceNamed('care-plan').views.find(({ name }) => name === 'providerNotices');
    if (found?.lists === undefined) throw new Error('there is a view of the notices');
    const view: ListView = { name: found.name, lists: found.lists };
    const reader = new TenantReader(runtime, providers.tenantId, true);
    const fromView = async (): Promise<number> => {
      const began = performance.now();
      let read = 0;
      for await (const _ of reader.list(view, { scopes: [{ of: 'organisation', id: home }] })) read += 1;
      if (read !== count) throw new Error(`${read} of ${count} stand in the view`);
      return performance.now() - began;
    };
    await overHttp();
    await fromView();
    const { first, second } = await interleaved(bench.pick(2, 5), overHttp, fromView);
    const [value, floor] = [first, second].map((times) => (1_000 * count) / median(times));
    if (value === undefined || floor === undefined) throw new Error('both were read');
    return [
      {
        name: 'notice.catch-up',
        value,
        unit: 'notices/s',
        floor,
        floorName: 'the same places read from the view',
        ratio: value / floor,
        note: `${count} notices of ${people} people in pages of ${PAGE} over HTTP, SQLite; each is checked again when it is read`,
      },
    ];
  } finally {
    await site.stop();
  }
}

/** What is in use after everything else was collected, in MB. */
function inUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the engine collects on demand');
  for (const _ of numbers(3)) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const IDLE_MS = 3_000;

/** What endpoints cost that wait for their next notice: memory of the process, and CPU while nothing happens. */
export async function endpointsIdle(bench: Bench): Promise<readonly Row[]> {
  const count = bench.pick(500, 10_000);
  const definition = serviceNamed('care-plan');
  const sender = { post: () => Promise.resolve({ status: 204 }), fault: () => Promise.resolve(undefined) };
  const runtime = new ServiceRuntime(
    { ...definition, policies: [] },
    memoryPorts('care-plan', clock, { jurisdiction: 'ENG', webhooks: { sender, retryScale: 1 } }),
  );
  await runtime.start();
  try {
    const providers = new Providers(runtime);
    bench.say(`registering ${count} endpoints`);
    const ids: string[] = [];
    await forEach(numbers(count), async () => {
      ids.push(await providers.endpoint(randomUUID(), 'https://hooks.example/'));
    });
    await runtime.viewsCurrent();
    const floor = inUse();
    await runtime.take(definition.duties ?? []);
    // One that has come to rest has kept its place.
    for (const id of ids) while ((await runtime.checkpoints.readAgain(`deliver ${id}`)) === 0) await pause(10);
    await pause(1_000);
    const value = Math.max(0, inUse() - floor);
    const { cpu } = await timed(() => pause(IDLE_MS));
    return [
      {
        name: 'endpoints.idle',
        value,
        unit: 'MB',
        floor,
        floorName: 'what the process holds before it sends to any of them',
        ratio: value / floor,
        cpu: cpu / (IDLE_MS / 1_000),
        floorCpu: 0,
        note: `${count} endpoints that wait, heap and external after a collection; CPU is that of a second in which nothing happens`,
      },
    ];
  } finally {
    await runtime.stop();
  }
}

export const noticeMeasures: readonly { readonly rows: readonly string[]; readonly measure: Measure }[] = [
  { rows: ['notice.webhook'], measure: noticeWebhook },
  { rows: ['notice.deliver'], measure: noticeDeliver },
  { rows: ['notice.catch-up'], measure: noticeCatchUp },
  { rows: ['endpoints.idle'], measure: endpointsIdle },
];
