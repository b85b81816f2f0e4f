import type { Actor, Body } from './actor.js';
import { SET_UP_MS } from './platform.js';
import { workingDay, type WorkingDay } from './working-day.js';

/** A service manager’s day over HTTP: with an address and a token, and no id of anybody or anything. */
describe('the day of a service’s manager', () => {
  let day: WorkingDay;
  let manager: Actor;
  beforeAll(async () => {
    day = await workingDay();
    ({ manager } = day);
  }, SET_UP_MS);
  afterAll(() => day.platform.stop());

  it('OUT-80: sees how much there is to do, and what of the service is overdue', async () => {
    const counts = await manager.reads('/overview/work/counts');
    expect(counts).toMatchObject({ complete: true, missing: [] });
    expect(counts.due.overdue).toBeGreaterThan(0);
    const { serviceIds } = await manager.reads('/overview/me');
    const { items } = await manager.reads(`/review/overdue?serviceId=${serviceIds[0]}`);
    expect(items.map(({ kind }: Body) => kind)).toEqual(items.map(() => 'firstPlanningMeeting'));
    expect(items).toHaveLength(counts.due.overdue);
  });

  it('ENG-089: answers the referral that waits longest, and a plan is opened for its keyworker', async () => {
    const { items } = await manager.reads('/assessment/handovers?mine=true&state=issued');
    expect(items).toHaveLength(1);
    const [{ id, personId }] = items;
    const [colleague] = (await manager.reads('/care-plan/plans?state=active')).items;
    const [team] = (await manager.reads(`/overview/persons/${colleague.personId}`)).careTeams;
    await manager.post(
      `/assessment/handovers/${id}/acceptance`,
      { keyworkerId: team.keyworkerId, plannedStart: '2026-02-02' },
      200,
    );
    await day.platform.idle();
    expect((await manager.reads('/assessment/handovers?mine=true&state=issued')).items).toEqual([]);
    const opened = (await day.keyworker.reads('/care-plan/plans?mine=true')).items;
    expect(opened.map((one: Body) => one.personId)).toContain(personId);
  });

  it('CITY-46: signs what waits for the service manager, and the plan comes into force', async () => {
    const { items } = await manager.reads('/consent/sign-offs?awaiting=me');
    expect(items).toHaveLength(1);
    const [{ id, subjectId }] = items;
    await manager.post(`/consent/sign-offs/${id}/signatures`, { role: 'serviceManager', mode: 'signed' }, 200);
    await day.platform.idle();
    expect((await manager.reads('/consent/sign-offs?awaiting=me')).items).toEqual([]);
    expect(await manager.reads(`/care-plan/plans/${subjectId}`)).toMatchObject({ state: 'active', versionNo: 1 });
  });

  it('PLAT-24: the manager of another provider finds none of it', async () => {
    const other = day.elsewhere.manager;
    expect((await other.reads('/consent/sign-offs?awaiting=me')).items).toEqual([]);
    const theirs = (await other.reads('/assessment/handovers?mine=true&state=issued')).items;
    expect(theirs).toHaveLength(1);
    expect((await manager.get(`/assessment/handovers/${theirs[0].id}`)).status).toBe(404);
  });
});
