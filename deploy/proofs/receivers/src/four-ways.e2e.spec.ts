import { member, requireList, requireText } from '@carethread/ledger';
import { topicName } from '@carethread/bus-kafka';
import { providerTopicOf } from '@carethread/runtime';
import { randomInt, randomUUID } from 'node:crypto';
import { FailingFront } from './failing-front.js';
import { Arrivals } from './four-ways/arrivals.js';
import { FailingReceiver } from './four-ways/failing-receiver.js';
import { NoticePlatform } from './four-ways/notice-platform.js';
import { byFeed, byStream, byTopic, type Way } from './four-ways/reading.js';
import { change, CHANGES_OF_A_PLAN, serve, type Planned, type Provider } from './four-ways/served-people.js';
import { SignedIn } from './four-ways/signed-in.js';

/** By `npm run test:all` 20,000 notices of 10,000 subscriptions: one in four has a plan that changes. Here each of a few has. */
const NOTICES = Number(process.env['CARETHREAD_NOTICES'] ?? 300);
const IS_WHOLE = NOTICES > 1_000;
const PLANNED_EVERY = IS_WHOLE ? 4 : 1;
const PEOPLE = NOTICES / (1 + CHANGES_OF_A_PLAN / PLANNED_EVERY);
const PROVIDERS = IS_WHOLE ? 8 : 2;
const FAILING = 0.3;
/** People who are served side by side. */
const WRITERS = 8;
const SEED = randomInt(1, 1_000_000);
const MINUTES = 60_000;
const server = (name: string): string => process.env[`CARETHREAD_TEST_${name.toUpperCase()}`] ?? '';

interface Site extends Provider {
  readonly machine: SignedIn;
  readonly receiver: FailingReceiver;
  readonly ways: readonly Way[];
}

describe(`the notices of ${PROVIDERS} providers by all four ways, ${100 * FAILING} % of calls failing (seed ${SEED})`, () => {
  const tenantId = randomUUID();
  let platform: NoticePlatform;
  let front: FailingFront;
  let assessor: SignedIn;
  const sites: Site[] = [];
  const signedIn = (claims: object): SignedIn =>
    new SignedIn(platform.url, { tenantId, userId: randomUUID(), ...claims });

  const provider = async (): Promise<Site> => {
    const [organisationId, serviceId] = [randomUUID(), randomUUID()];
    await signedIn({ roles: ['PA'] }).insists({
      method: 'PUT',
      path: `/assessment/organisations/${organisationId}`,
      key: randomUUID(),
      body: {
        ...{ kind: 'provider', name: 'Synthetic provider', jurisdiction: 'ENG', councilOperated: false },
        services: [{ serviceId, setting: 'careAtHome' }],
      },
    });
    const own = { organisationId, serviceIds: [serviceId] };
    const manager = signedIn({ ...own, roles: ['SM'] });
    const scope = 'notices.read';
    const reader = (clientId: string): SignedIn =>
      new SignedIn(
        front.url.replace(/\/$/, ''),
        { tenantId, userId: randomUUID(), organisationId, roles: ['SY'], scope, clientId },
        platform.url,
      );
    const receiver = await FailingReceiver.start(FAILING);
    const post = (path: string, body: object): Promise<unknown> =>
      manager.insists({ method: 'POST', path, body, key: randomUUID() });
    const endpoint = await post('/care-plan/endpoints', { kind: 'webhook', url: receiver.url });
    await post(`/care-plan/endpoints/${requireText(endpoint, 'id')}/verification`, {});
    await post('/care-plan/endpoints', { kind: 'kafka' });
    platform.tool('topics', '--provider', organisationId);
    const topic = topicName(platform.namespace, providerTopicOf(organisationId));
    const ways: readonly Way[] = [
      byFeed(reader('feed')),
      byStream(reader('stream')),
      { name: 'webhook', arrivals: receiver.arrivals, stop: () => receiver.stop() },
      await byTopic(server('kafka'), topic, `reader-${organisationId}`, FAILING),
    ];
    const machine = signedIn({ organisationId, roles: ['SY'], scope });
    return { organisationId, serviceId, manager, machine, receiver, ways };
  };

  beforeAll(async () => {
    const servers = { postgres: server('postgres'), mongo: server('mongo'), kafka: server('kafka') };
    platform = await NoticePlatform.start(servers, { CARETHREAD_WEBHOOK_RETRY_SCALE: '0.001' });
    front = await FailingFront.start(Number(new URL(platform.url).port), SEED);
    assessor = signedIn({ roles: ['AS'], qualifications: ['assessor'] });
    for (let nth = 0; nth < PROVIDERS; nth += 1) sites.push(await provider());
    front.share = FAILING;
  }, 5 * MINUTES);
  afterAll(async () => {
    await Promise.all(sites.flatMap(({ ways }) => ways.map((way) => way.stop())));
    await front.stop();
    await platform.stop();
  }, MINUTES);

  /** Does work for each, so many at once. */
  const forEach = async <Item>(
    items: readonly Item[],
    work: (item: Item, nth: number) => Promise<void>,
  ): Promise<void> => {
    const left = [...items.entries()];
    const lane = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next[1], next[0]);
    };
    await Promise.all(Array.from({ length: WRITERS }, lane));
  };

  /** Everybody is served. */
  const served = async (): Promise<readonly Planned[]> => {
    const planned: Planned[] = [];
    await forEach(Array.from({ length: PEOPLE }), async (_, nth) => {
      const site = sites[Math.floor(nth / PLANNED_EVERY) % PROVIDERS];
      const plan = site && (await serve(assessor, site, nth % PLANNED_EVERY === 0));
      if (plan !== undefined) planned.push(plan);
    });
    return planned;
  };

  /** The plans change, and each process is killed once on the way. */
  const changedWhileKilled = async (plans: readonly Planned[]): Promise<void> => {
    const { processes } = platform;
    const killAt = new Map(
      processes.map((name, nth) => [Math.floor((plans.length * (nth + 1)) / (processes.length + 1)), name]),
    );
    await forEach(plans, async (plan, nth) => {
      const dying = killAt.get(nth);
      if (dying !== undefined) platform.kill(dying);
      await change(plan);
    });
  };

  /** The whole sequence of a provider, read once more when all is over. */
  const sequenceOf = async ({ machine }: Site): Promise<Arrivals> => {
    const whole = new Arrivals();
    for (let after = ''; ;) {
      const path = `/care-plan/notices?limit=500${after}`;
      const page = await machine.insists({ method: 'GET', path });
      const items = requireList(page, 'items');
      if (items.length === 0) return whole;
      for (const item of items) whole.take(member(item, 'event'));
      after = `&after=${requireText(page, 'next')}`;
    }
  };

  it(
    `PLAT-13: PLAT-14: all have the same ${NOTICES} notices of ${PEOPLE} subscriptions, each person's in order, though every process was killed`,
    async () => {
      const began = performance.now();
      const plans = await served();
      const prepared = performance.now();
      await changedWhileKilled(plans);
      const written = performance.now();
      const wholes: Arrivals[] = [];
      for (const site of sites) {
        // Policies make some notices a moment after the commands were answered.
        for (const end = Date.now() + 5 * MINUTES; ;) {
          const whole = await sequenceOf(site);
          const isAll =
            wholes.reduce((sum, { size }) => sum + size, whole.size) >= (NOTICES * (wholes.length + 1)) / PROVIDERS;
          if (isAll || Date.now() > end) {
            wholes.push(whole);
            break;
          }
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
      }
      expect(wholes.reduce((sum, { size }) => sum + size, 0)).toBe(NOTICES);
      const waiting = (): readonly string[] =>
        sites.flatMap(({ ways }, at) =>
          ways.flatMap(({ name, arrivals }) =>
            arrivals.size < (wholes[at]?.size ?? 0)
              ? [`${at} by ${name}: ${arrivals.size} of ${wholes[at]?.size}`]
              : [],
          ),
        );
      for (const end = Date.now() + 10 * MINUTES; waiting().length > 0 && Date.now() < end;)
        await new Promise((resolve) => setTimeout(resolve, 250));
      expect(waiting()).toEqual([]);
      const ended = performance.now();
      for (const [at, { ways }] of sites.entries()) {
        const whole = wholes[at];
        expect(whole?.missing(whole.size)).toEqual([]);
        for (const { name, arrivals } of ways) {
          const { hash, outOfOrder, changed, withheld } = arrivals;
          expect({ name, hash, outOfOrder, changed, withheld }).toEqual({
            ...{ name, hash: whole?.hash, outOfOrder: 0, changed: 0, withheld: 0 },
          });
        }
      }
      const last = (name: string): string => {
        const at = sites.flatMap(({ ways }) =>
          ways.filter((way) => way.name === name).map((way) => way.arrivals.lastNewAt),
        );
        return `${name} ${seconds(Math.max(...at) - written)}`;
      };
      const again = (name: string): number =>
        sites
          .flatMap(({ ways }) => ways.filter((way) => way.name === name))
          .reduce((sum, { arrivals: { count, size } }) => sum + count - size, 0);
      const faults = sites.map(({ receiver }) => JSON.stringify(receiver.faults)).join(', ');
      process.stdout.write(
        `${NOTICES} notices, ${PEOPLE} subscriptions: served in ${seconds(prepared - began)}, changed in ${seconds(written - prepared)} while every process was killed, received by all four ways ${seconds(ended - written)} later: ` +
          `${['feed', 'stream', 'webhook', 'topic'].map(last).join(', ')}; ` +
          `came again by feed ${again('feed')}, stream ${again('stream')}, webhook ${again('webhook')}, topic ${again('topic')}; ` +
          `faults before the platform ${JSON.stringify(front.counts)}, of the receivers ${faults}\n`,
      );
      const killed = platform.processes.filter((name) =>
        platform.said.some((line) => line.includes(`${name} ended (SIGKILL)`)),
      );
      expect(killed).toEqual(platform.processes);
    },
    40 * MINUTES,
  );
});

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(0)} s`;
