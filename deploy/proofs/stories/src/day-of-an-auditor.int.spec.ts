import type { Actor, Body } from './actor.js';
import { SET_UP_MS } from './platform.js';
import { workingDay, type WorkingDay } from './working-day.js';

const PURPOSE = { purpose: 'oversight' };

/** An auditor’s day over HTTP: with an address and a token, and no id of anybody or anything. */
describe('the day of an auditor', () => {
  let day: WorkingDay;
  let auditor: Actor;
  beforeAll(async () => {
    day = await workingDay();
    ({ auditor } = day);
  }, SET_UP_MS);
  afterAll(() => day.platform.stop());

  /** The person whose plan came into force, found by name. */
  const person = async (): Promise<string> => {
    const { items } = await auditor.reads('/care-plan/plans?state=active', PURPOSE);
    const plans = items.filter(({ planKind }: Body) => planKind === 'provider');
    expect(plans).toHaveLength(2);
    return plans[0].personId;
  };

  it('PLAT-01: finds whose plan is in force, and reads what was recorded about them and when', async () => {
    const id = await person();
    const { items } = await auditor.reads(`/audit/persons/${id}/timeline`, PURPOSE);
    const types = items.map(({ type }: Body) => type);
    expect(types).toEqual(expect.arrayContaining(['PersonRegistered', 'PlanVersionPublished', 'ObligationMissed']));
    const recorded = items.map(({ recordedAt }: Body) => recordedAt);
    expect(recorded).toEqual(recorded.toSorted());
  });

  it('PLAT-03: has the proof that nothing of the plan was removed', async () => {
    const id = await person();
    const { items } = await auditor.reads(`/audit/persons/${id}/timeline`, PURPOSE);
    const { stream } = items.find(({ type }: Body) => type === 'PlanVersionPublished');
    expect(await auditor.reads(`/audit/streams/${stream}/verification`, PURPOSE)).toMatchObject({ valid: true });
  });

  it('PLAT-18: finds a person by name with a purpose only, and sees who has looked at them', async () => {
    const query = { name: 'Sile OSynthetic' };
    expect((await auditor.call('POST', '/assessment/persons/search', query)).status).not.toBe(200);
    const { items } = await auditor.post('/assessment/persons/search', query, 200, PURPOSE);
    const path = `/consent/persons/${items[0].id}/access-log`;
    const log = (await auditor.reads(path, PURPOSE)).items;
    expect(log.map(({ outcome, userId }: Body) => [outcome, userId])).toContainEqual(['found', auditor.userId]);
  });
});
