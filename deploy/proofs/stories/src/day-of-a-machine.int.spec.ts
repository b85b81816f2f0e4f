import type { Actor, Body } from './actor.js';
import { SET_UP_MS } from './platform.js';
import { workingDay, type WorkingDay } from './working-day.js';

/** The day of a provider’s own care system over HTTP: with an address and a token, and no id of anybody or anything. */
describe('the day of a provider’s machine', () => {
  let day: WorkingDay;
  let machine: Actor;
  beforeAll(async () => {
    day = await workingDay();
    ({ machine } = day);
  }, SET_UP_MS);
  afterAll(() => day.platform.stop());

  it('PLAT-12: reads the notices of everybody its provider serves, in one sequence', async () => {
    const { items, head } = await machine.reads('/care-plan/notices');
    expect(items.map(({ event }: Body) => event.type)).toEqual([
      'care-plan.subscription-started.v1',
      'care-plan.plan-changed.v1',
    ]);
    expect(items.map(({ event }: Body) => Number(event.sequence))).toEqual([1, 2]);
    expect(head).toBe(items.at(-1).cursor);
  });

  it('PLAT-13: fetches the version that a notice announces, and acknowledges what it has taken over', async () => {
    const { items, head } = await machine.reads('/care-plan/notices');
    const changed = items.find(({ event }: Body) => event.type === 'care-plan.plan-changed.v1');
    const version = await machine.reads(changed.links.version);
    expect(version).toMatchObject({ versionNo: changed.event.data.versionNo });
    await machine.post('/care-plan/notices/acknowledgements', { upTo: head }, 200);
    expect((await machine.reads('/care-plan/subscriptions?waiting=true')).items).toEqual([]);
    expect((await machine.reads(`/care-plan/notices?after=${encodeURIComponent(head)}`)).items).toEqual([]);
  });

  it('PLAT-24: reads nothing of another provider, and nothing without the scope', async () => {
    const { items } = await machine.reads('/care-plan/notices');
    const ids = new Set(items.map(({ event }: Body) => event.id));
    const { organisationId } = await day.elsewhere.manager.reads('/overview/me');
    const scope = 'notices.read notices.acknowledge plans.read';
    const other = await day.platform.actor({ roles: ['SY'], organisationId, scope, clientId: 'another-system' });
    const theirs = (await other.reads('/care-plan/notices')).items;
    expect(theirs).toHaveLength(2);
    for (const { event } of theirs) expect(ids).not.toContain(event.id);
    expect((await other.get(items[1].links.version)).status).toBe(404);
    const bare = await day.platform.actor({ roles: ['SY'], organisationId, clientId: 'another-system' });
    expect((await bare.get('/care-plan/notices')).status).toBe(403);
  });
});
