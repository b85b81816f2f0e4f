import { SqliteKeyStore } from '@carethread/privacy';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { organisation, type Organisation } from './testing/organisations.js';

const WITHHELD = 'care-plan.notice-withheld.v1';
const STARTED = 'care-plan.subscription-started.v1';

describe('a provider’s sequence of notices, when a person’s key is destroyed', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-sequence-'));
  const people: string[] = [];
  let platform: Platform;
  let url: string;
  let who: Callers;
  let home: Organisation;
  let machine: Caller;

  const start = async (): Promise<void> => {
    const settings = { CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data };
    platform = await startEmbedded(readSettings({ ...settings, CARETHREAD_PUBLIC_URL: 'https://record.example' }));
    url = await platform.listen();
  };
  const idle = () => fetch(`${url}/test/idle?within=20000`);
  const served = async (): Promise<void> => {
    const { id: personId } = await who.person();
    // The service knows them, and then that they are served.
    await idle();
    const manager = await home.caller(['SM']);
    for (const [path, body] of [
      ['/care-plan/episodes', { personId, serviceId: home.serviceId, serviceType: 'homeCare' }],
      ['/care-plan/subscriptions', { personId }],
    ] as const) {
      const { status } = await manager.json('POST', path, body);
      expect(status).toBe(201);
      await idle();
    }
    people.push(personId);
  };
  const feed = async () => {
    const { status, body } = await machine.send('GET', '/care-plan/notices');
    expect(status).toBe(200);
    return body.items;
  };
  const shown = async () => (await feed()).map(({ event }: { event: { type: string } }) => event.type);
  const tokens = async (): Promise<void> => {
    machine = await who.caller({ roles: ['SY'], organisationId: home.id, scope: 'notices.read' });
  };

  beforeAll(async () => {
    await start();
    who = await callers(url);
    home = await organisation(who, 'provider');
    await tokens();
    for (let nth = 0; nth < 3; nth++) await served();
    await idle();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-11: keeps the place, with the id and the number that the notice had, and says nothing in it', async () => {
    const before = await feed();
    expect(before.map(({ event }: { event: { type: string } }) => event.type)).toEqual([STARTED, STARTED, STARTED]);
    expect(before[0].event.source).toBe('https://record.example/care-plan');
    const keys = new SqliteKeyStore({ folder: join(data, 'keys'), createKey: false });
    await keys.destroy(String(people[1]));
    await keys.close();
    const deadline = Date.now() + 60_000;
    while ((await shown())[1] !== WITHHELD && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const after = await feed();
    expect([after[0].event, after[2].event]).toEqual([before[0].event, before[2].event]);
    const { type: _, data: __, subject: ___, ...head } = before[1].event;
    expect(after[1]).toEqual({
      cursor: before[1].cursor,
      event: { ...head, type: WITHHELD, data: { withheld: true } },
    });
  }, 90_000);

  it('PLAT-12: a rebuild that cannot open its events gives the same numbers, and the sequence goes on', async () => {
    const before = await feed();
    await fetch(`${url}/test/rebuild`, { method: 'POST' });
    expect((await feed()).map(places)).toEqual(before.map(places));
    await served();
    await idle();
    const after = await feed();
    expect(after.slice(0, 3).map(places)).toEqual(before.map(places));
    expect(places(after[3])).toMatchObject({ type: STARTED, sequence: '0000000000000004' });
  });
});

const places = ({ event }: { event: { id: string; sequence: string; type: string; time: string } }) => ({
  id: event.id,
  sequence: event.sequence,
  type: event.type,
  time: event.time,
});
