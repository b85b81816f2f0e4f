import type { Body } from './actor.js';
import { assessor, completedAssessment, person, provider } from './givens.js';
import { StoryPlatform } from './platform.js';

describe('what was found is set right', () => {
  let platform: StoryPlatform;
  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-02-02T09:00:00.000Z');
  });
  afterAll(() => platform.stop());

  it('R11: the correction effective later holds, and each instant reads what is effective by then', async () => {
    const by = await assessor(platform);
    const { id: personId } = await person(platform, by);
    const { id, needIds } = await completedAssessment(by, personId);
    const path = `/assessment/assessments/${id}`;
    const set = (to: string, effectiveFrom: string): Body => ({
      ...{ findingId: needIds[0], to, reason: 'letter' },
      effectiveFrom,
    });
    const read = async (query = ''): Promise<readonly [string, number]> => {
      const { findings, issue } = await by.reads(`${path}${query}`);
      const [first] = (findings as readonly Body[]).filter(({ findingId }) => findingId === needIds[0]);
      return [String(first?.statement), Number(issue)];
    };
    await platform.clock('2026-02-12T09:00:00.000Z');
    await by.post(`${path}/corrections`, set('A', '2026-02-12'));
    const knownThen = '2026-02-12T12:00:00.000Z';
    await platform.clock('2026-02-13T09:00:00.000Z');
    await by.post(`${path}/corrections`, set('B', '2026-02-07'));
    expect(await read()).toEqual(['A', 2]);
    expect(await read('?effectiveAt=2026-02-05')).toEqual(['a need in health', 1]);
    expect(await read('?effectiveAt=2026-02-09')).toEqual(['B', 3]);
    expect(await read('?effectiveAt=2026-02-12')).toEqual(['A', 2]);
    expect(await read(`?knownAt=${knownThen}&effectiveAt=2026-02-09`)).toEqual(['a need in health', 1]);
    expect(await read(`?knownAt=${knownThen}`)).toEqual(['A', 2]);
    expect((await by.reads(path)).corrections).toEqual([
      expect.objectContaining({ to: 'B', from: 'a need in health', effectiveFrom: '2026-02-07', issues: [3] }),
      expect.objectContaining({ to: 'A', from: 'a need in health', effectiveFrom: '2026-02-12', issues: [2] }),
    ]);
    // Before it was asked for there was no assessment, whatever was set right of it.
    expect((await by.get(`${path}?effectiveAt=2026-02-02`)).status).toBe(404);
    await by.post(`${path}/corrections`, set('D', '2026-02-02'));
    expect((await by.get(`${path}?effectiveAt=2026-02-02`)).status).toBe(404);
    for (const early of ['1930-01-01', '1990-01-01', '2026-02-01'])
      await by.refused('POST', `${path}/corrections`, set('C', early), 422, 'TIMESCALE_INVALID');
  });

  it('R28, R30: what is named is there: a capacity finding, an assessment of the person, a setting as registered', async () => {
    const by = await assessor(platform);
    const at = await provider(platform);
    const { id: personId } = await person(platform, by);
    const { id: ofCarer } = await completedAssessment(by, personId, 'carers');
    await platform.idle();
    const plan = { personId, planKind: 'provider', sourceAssessment: { id: ofCarer, version: 1 } };
    const agreed = { personId, serviceType: 'homeCare', serviceId: at.serviceId, commissioner: 'council' };
    await at.manager.post('/care-plan/episodes', { ...agreed, setting: 'careAtHome' });
    await platform.idle();
    await at.manager.refused('POST', '/care-plan/plans', plan, 422, 'REFERENCE_NOT_FOUND');
    const { id } = await by.post('/assessment/assessments', { personId, kind: 'reassessment', reason: 'a change' });
    const refusal = { capacityFindingId: personId };
    await by.refused('POST', `/assessment/assessments/${id}/refusal`, refusal, 422, 'REFERENCE_NOT_FOUND');
    const handover = { personId, providerId: at.id, serviceId: at.serviceId, emergency: true, reason: 'a fall' };
    const elsewhere = { ...handover, setting: 'careHome' };
    await by.refused('POST', '/assessment/handovers', elsewhere, 422, 'REFERENCE_NOT_FOUND');
    await by.post('/assessment/handovers', { ...handover, setting: 'careAtHome' });
  });

  it('ENG-150: an episode shows who was called new', async () => {
    const at = await provider(platform);
    const { id: personId } = await person(platform, await assessor(platform));
    const { id } = await at.manager.post('/care-plan/episodes', { personId, setting: 'careAtHome' });
    const members = [{ userId: at.staff.userId, newStaff: true, supervisedBy: at.keyworker.userId }];
    await at.manager.post(`/care-plan/episodes/${id}/team`, { keyworkerId: at.keyworker.userId, members }, 200);
    expect((await at.manager.reads(`/care-plan/episodes/${id}`)).members).toEqual([
      { ...members[0], purposes: ['carryThrough'] },
    ]);
  });
});
