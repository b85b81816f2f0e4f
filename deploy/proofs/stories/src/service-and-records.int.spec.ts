import type { Body } from './actor.js';
import { assessor, person, provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

describe('a service and what is recorded of it', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  const planPath = (): string => `/care-plan/plans/${plan.planId}`;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T22:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
  });
  afterAll(() => platform.stop());

  describe('content', () => {
    const save = async (content: Body, path: string): Promise<void> => {
      const { etag } = await at.keyworker.reads(planPath());
      const { body } = await at.keyworker.refused('PUT', `${planPath()}/draft`, { content }, 400, 'MALFORMED', {
        ifMatch: etag,
      });
      expect(body.items.map(({ pointer }: Body) => pointer)).toEqual([path]);
      const proposed = await at.keyworker.refused(
        'POST',
        `${planPath()}/proposals`,
        { content: { ...plan.content, ...content }, reason: 'asked' },
        400,
        'MALFORMED',
      );
      expect(proposed.body.items).toEqual(body.items);
    };

    it.each(['soon', 'zzz', '31/12/2026', '2026-02-30'])(
      'ENG-020: a goal whose target is %p is refused by its path when it is saved',
      async (target) => {
        const [goal] = plan.content.goals as Body[];
        await save({ goals: [{ ...goal, target }] }, '/content/goals/0/target');
      },
    );

    it('a misspelt member is refused by its path, and a night routine says that it is one', async () => {
      await save({ actions: [{ waht: 'wash' }] }, '/content/actions/0/waht');
      await save({ routines: [{ what: 'at night', start: '22:00', end: '07:00' }] }, '/content/routines/0/end');
      const { etag } = await at.keyworker.reads(planPath());
      const routines = [{ what: 'at night', start: '22:00', end: '07:00', overnight: true }];
      await at.keyworker.does('PUT', `${planPath()}/draft`, { content: { routines } }, 200, { ifMatch: etag });
    });
  });

  it('R15: a service starts from when it was agreed, and ends after it started', async () => {
    const path = `/care-plan/episodes/${plan.episodeId}`;
    const start = (startedAt: string, code: string): Promise<unknown> =>
      at.manager.refused('POST', `${path}/start`, { startedAt }, 422, code);
    await start('2026-03-02T21:59:59.999Z', 'TIMESCALE_INVALID');
    await start('2026-03-02T22:00:00.001Z', 'FUTURE_DATE');
    await start('1800-01-01T00:00:00.000Z', 'TIMESCALE_INVALID');
  });

  it('R14: a provisional plan needs an emergency, a need and an action, and opens no ordinary start', async () => {
    const by = await assessor(platform);
    const who = await person(platform, by);
    const agreed = { personId: who.id, setting: 'careAtHome', agreedAt: '2026-03-02T21:00:00.000Z' };
    const { id: episodeId } = await at.manager.post('/care-plan/episodes', agreed);
    await at.manager.post(`/care-plan/episodes/${episodeId}/team`, { keyworkerId: at.keyworker.userId }, 200);
    const { id: planId } = await at.keyworker.post('/care-plan/plans', {
      personId: who.id,
      planKind: 'provider',
      episodeId,
    });
    const publish = `/care-plan/plans/${planId}/provisional`;
    await at.keyworker.refused('POST', publish, { content: {} }, 409, 'STATE_CONFLICT', { items: ['notEmergency'] });
    await at.manager.post(
      `/care-plan/episodes/${episodeId}/start`,
      {
        startedAt: '2026-03-01T20:00:00.000Z',
        emergency: true,
        emergencyReason: 'fell at night',
        whyNoAssessment: 'nobody could be reached',
      },
      200,
    );
    const content = {
      needs: [{ needId: 'n1', text: 'help at night' }],
      actions: [{ actionId: 'a1', what: 'a visit at ten', how: 'by one carer', when: 'daily 22:00' }],
    };
    const body = { consentBasis: 'verbal' };
    await at.keyworker.refused('POST', publish, { ...body, content: {} }, 422, 'NEEDS_EMPTY');
    const { needs } = content;
    await at.keyworker.refused('POST', publish, { ...body, content: { needs } }, 422, 'SECTION_MISSING');
    await at.keyworker.post(publish, { ...body, content });
    await at.keyworker.refused('POST', publish, { ...body, content }, 409, 'STATE_CONFLICT');
    const { id: second } = await at.manager.post('/care-plan/episodes', { personId: who.id });
    await at.manager.refused('POST', `/care-plan/episodes/${second}/start`, {}, 422, 'ASSESSMENT_REQUIRED');
  });

  it('OUT-71: an entry says something of an action that is there, on one day, and is set right beside what it said', async () => {
    const add = '/care-plan/daily-records';
    const entry = { personId: plan.person.id, kind: 'dailyActivity', text: 'a wash' };
    const occurredAt = '2026-03-02T21:30:00.000Z';
    await at.staff.refused('POST', add, { personId: plan.person.id, kind: 'note' }, 400, 'MALFORMED');
    await at.staff.refused('POST', add, { ...entry, occurredAt, date: '2026-03-01' }, 400, 'MALFORMED');
    await at.staff.refused('POST', add, { ...entry, plannedActionId: 'a99' }, 422, 'REFERENCE_NOT_FOUND');
    await at.staff.refused('POST', add, { ...entry, date: '1990-01-01' }, 422, 'TIMESCALE_INVALID');
    await at.staff.refused('POST', add, { ...entry, text: 'Ａll care given' }, 422, 'ALL_CARE_GIVEN_ONLY');
    const { id, entryId } = await at.staff.post(add, { ...entry, occurredAt, plannedActionId: 'a1' });
    const correct = { entryId, to: 'a wash, and breakfast', reason: 'forgot to say' };
    await at.staff.post(`${add}/${id}/corrections`, correct);
    const { entries } = await at.staff.reads(`${add}/${id}`);
    expect(entries).toEqual([
      expect.objectContaining({
        entryId,
        text: 'a wash, and breakfast',
        corrections: [
          expect.objectContaining({ from: 'a wash', to: 'a wash, and breakfast', reason: 'forgot to say' }),
        ],
      }),
    ]);
  });

  it('R38: after a death nothing is agreed and nothing starts; the days before may still be recorded', async () => {
    await plan.assessor.post(`/assessment/persons/${plan.person.id}/death`, {
      dateOfDeath: '2026-03-01',
      evidence: 'notification',
    });
    await platform.idle();
    const { id: personId } = plan.person;
    const conflict = (path: string, body: object): Promise<unknown> =>
      at.manager.refused('POST', path, body, 409, 'STATE_CONFLICT', { items: ['deceased'] });
    await conflict('/care-plan/episodes', { personId });
    await conflict(`/care-plan/episodes/${plan.episodeId}/start`, {});
    const entry = { personId, kind: 'note', text: 'slept well' };
    await conflict('/care-plan/daily-records', entry);
    await at.staff.post('/care-plan/daily-records', { ...entry, date: '2026-03-01' });
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'deceased' }, 200);
  });
});
