import type { Actor, Body } from './actor.js';
import { SET_UP_MS } from './platform.js';
import { workingDay, type WorkingDay } from './working-day.js';

/** A CPA care co-ordinator’s day over HTTP: with an address and a token, and no id of anybody or anything. */
describe('the day of a care co-ordinator', () => {
  let day: WorkingDay;
  let coordinator: Actor;
  beforeAll(async () => {
    day = await workingDay();
    ({ coordinator } = day);
  }, SET_UP_MS);
  afterAll(() => day.platform.stop());

  const caseload = async (query = 'mine=true'): Promise<Body[]> =>
    (await coordinator.reads(`/cpa/cases?${query}`)).items;

  it('CPA-46: whose contact is due first comes first, and after the contact the next one has its day', async () => {
    const [first, second] = await caseload();
    expect(first.nextContactBy < second.nextContactBy).toBe(true);
    await coordinator.post(`/cpa/cases/${first.id}/contacts`, { outcome: 'seen', how: 'at home' });
    await day.platform.idle();
    const after = await caseload();
    expect(after.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(after[0]).toMatchObject({ nextContactBy: '2026-01-27T23:59:59.999Z' });
    expect(first.nextContactBy < after[0].nextContactBy).toBe(true);
  });

  it('CPA-47: finds on their list what the cases ask for, and each item leads to what it is about', async () => {
    const { items, missing } = await coordinator.reads('/overview/work?mine=true&limit=200');
    expect(missing).toEqual([]);
    expect(items.length).toBeGreaterThan(0);
    const served = new Set((await caseload()).map(({ personId }) => personId));
    for (const { href, id, personId } of items) {
      expect(served).toContain(personId);
      expect(await coordinator.reads(href)).toMatchObject({ id });
    }
  });

  it('CPA-02: those about whose level nothing is decided stand together', async () => {
    expect((await caseload('mine=true&level=undecided')).length).toBe(2);
    expect(await caseload('mine=true&level=enhanced')).toEqual([]);
  });

  it('PLAT-24: the keyworker of a provider finds none of it', async () => {
    expect((await day.keyworker.get('/cpa/cases?mine=true')).body.items ?? []).toEqual([]);
  });
});
