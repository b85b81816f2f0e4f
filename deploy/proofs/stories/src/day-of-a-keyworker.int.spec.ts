import type { Actor, Body } from './actor.js';
import { workingDay, type WorkingDay } from './working-day.js';

/** A keyworker’s day over HTTP: with an address and a token, and no id of anybody or anything. */
describe('the day of a keyworker', () => {
  let day: WorkingDay;
  let keyworker: Actor;
  beforeAll(async () => {
    day = await workingDay();
    ({ keyworker } = day);
  }, 120_000);
  afterAll(() => day.platform.stop());

  const work = async (): Promise<Body[]> => (await keyworker.reads('/overview/work?mine=true&limit=200')).items;

  it('OUT-80: begins with what is late, and with who it is about', async () => {
    const items = await work();
    const missed = { type: 'task', title: 'Missed: Hold the first planning meeting', due: 'overdue' };
    expect(items[0]).toMatchObject(missed);
    // The sheet of those whose plan is agreed is open; the others have not yet confirmed that this provider serves them.
    const ids = [...new Set(items.map(({ personId }: Body) => personId))];
    const names = (await keyworker.post('/assessment/persons/names', { ids }, 200)).items;
    expect(names).toMatchObject([{ name: { given: 'Synthetic' } }]);
    const { plans, nextDates } = await keyworker.reads(`/overview/persons/${names[0].id}`);
    expect(plans).toMatchObject([{ planKind: 'provider', state: 'active', versionNo: 1 }]);
    expect(nextDates[0]).toMatchObject(missed);
  });

  it('ENG-107: the monthly check is done from the list, and the next one takes its place', async () => {
    const before = (await work()).find(({ kind }: Body) => kind === 'monthlyCheck');
    const [plan] = (await keyworker.reads(`/overview/persons/${before.personId}`)).plans;
    await keyworker.post(`/review/plans/${plan.id}/monthly-checks`, {
      participants: [{ kind: 'person', id: before.personId }],
      personsView: 'content with the visits',
      findings: 'none',
    });
    await day.platform.idle();
    const after = (await work()).filter(({ kind }: Body) => kind === 'monthlyCheck');
    expect(after.map(({ id }: Body) => id)).not.toContain(before.id);
    expect(after).toHaveLength(1);
    expect(after[0].dueAt > before.dueAt).toBe(true);
  });

  it('CITY-45: the draft that waits is proposed, and stands among what waits for the person', async () => {
    const { items } = await keyworker.reads('/care-plan/plans?mine=true&waiting=draft');
    expect(items).toHaveLength(1);
    const [{ id }] = items;
    await keyworker.post(`/care-plan/plans/${id}/proposals`, {});
    await day.platform.idle();
    expect((await keyworker.reads('/care-plan/plans?mine=true&waiting=draft')).items).toEqual([]);
    const waiting = (await keyworker.reads('/care-plan/plans?mine=true&waiting=proposal')).items;
    expect(waiting.map((one: Body) => one.id)).toContain(id);
  });

  it('PLAT-24: nothing of another provider is on any of these lists', async () => {
    const elsewhere = day.elsewhere.keyworker;
    const { items } = await elsewhere.reads('/overview/work?mine=true&limit=200');
    const theirs = new Set(items.map(({ personId }: Body) => personId));
    expect(theirs.size).toBe(1);
    for (const { personId } of await work()) expect(theirs).not.toContain(personId);
  });
});
