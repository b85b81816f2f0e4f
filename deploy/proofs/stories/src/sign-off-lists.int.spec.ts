import type { Actor } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const SIGN_OFFS = '/consent/sign-offs';

/** Whoever has to sign finds what waits for them without knowing anybody's id. */
describe('sign-offs over many people', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let other: Provider;
  let plans: PlanInForce[];
  let elsewhere: PlanInForce;

  const subjects = async (by: Actor, query = '', purpose?: string): Promise<readonly string[]> => {
    const found = await by.lists(SIGN_OFFS, query, purpose === undefined ? {} : { purpose });
    return found.map(({ subjectId }) => String(subjectId));
  };
  const proposed = async (by: Provider): Promise<PlanInForce> => {
    const plan = await draftedPlan(platform, by);
    await by.keyworker.post(`/care-plan/plans/${plan.planId}/proposals`, {});
    await platform.idle();
    return plan;
  };
  const sign = async (by: Actor, role: string): Promise<void> => {
    const [one] = (await by.reads(`${SIGN_OFFS}?awaiting=me&limit=1`)).items;
    await by.post(`${SIGN_OFFS}/${String(one.id)}/signatures`, { role, mode: 'signed' }, 200);
    await platform.idle();
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform, { jurisdiction: 'SCO' });
    other = await provider(platform, { jurisdiction: 'SCO' });
    plans = [];
    for (const day of [2, 3, 4]) {
      await platform.clock(`2026-03-0${day}T10:00:00.000Z`);
      plans.push(await proposed(at));
    }
    elsewhere = await proposed(other);
  });
  afterAll(() => platform.stop());

  it('CITY-45: waits for the keyworker, the manager and the person, each by their own place, what lapses first before', async () => {
    const ids = plans.map(({ planId }) => planId);
    expect(await subjects(at.keyworker, 'awaiting=me')).toEqual(ids);
    expect(await subjects(at.manager, 'awaiting=me&limit=2')).toEqual(ids);
    for (const { person, planId } of plans) expect(await subjects(person.self, 'awaiting=me')).toEqual([planId]);
  });

  it('ENG-029: what one has signed waits for them no longer, and for the others still', async () => {
    const [first = '', ...others] = plans.map(({ planId }) => planId);
    await sign(at.keyworker, 'keyworker');
    expect(await subjects(at.keyworker, 'awaiting=me')).toEqual(others);
    expect(await subjects(at.manager, 'awaiting=me')).toEqual([first, ...others]);
    expect(await subjects(at.manager, 'state=partiallySigned')).toEqual([first]);
  });

  it('R18: stands with the organisation that holds the plan, its service and its team, and with no other', async () => {
    const ids = plans.map(({ planId }) => planId);
    expect(await subjects(at.manager, 'open=true')).toEqual(ids);
    expect(await subjects(at.manager, `serviceId=${at.serviceId}`)).toEqual(ids);
    expect(await subjects(at.manager, `teamId=${plans[1]?.episodeId ?? ''}`)).toEqual([ids[1]]);
    expect(await subjects(at.manager, `organisationId=${other.id}`)).toEqual([]);
    expect(await subjects(other.manager)).toEqual([elsewhere.planId]);
    expect(await subjects(other.keyworker, 'awaiting=me')).toEqual([elsewhere.planId]);
    const stranger = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const abroad = await platform.actor({ roles: ['SM'], organisationId: at.id, tenantId: at.id });
    for (const by of [stranger, abroad])
      for (const query of ['', 'awaiting=me', `organisationId=${at.id}`]) expect(await subjects(by, query)).toEqual([]);
  });

  it('what waits for an assessor is nothing, though the council may see them all', async () => {
    const [{ assessor }] = [plans[0] ?? elsewhere];
    expect(await subjects(assessor, 'awaiting=me')).toEqual([]);
    expect(await subjects(assessor, 'subject=planVersion')).toEqual(
      expect.arrayContaining([...plans, elsewhere].map(({ planId }) => planId)),
    );
  });

  it('bounds by when they lapse', async () => {
    const [{ lapsesAt }] = (await at.manager.reads(`${SIGN_OFFS}?limit=1`)).items;
    const day = String(lapsesAt).slice(0, 10);
    expect(await subjects(at.manager, `dueTo=${day}`)).toEqual([plans[0]?.planId]);
    expect(await subjects(at.manager, `dueFrom=${day}`)).toEqual(plans.map(({ planId }) => planId));
  });

  it('an item is the one that the single read and the list of one person have', async () => {
    const [item] = (await at.manager.reads(`${SIGN_OFFS}?limit=1`)).items;
    const single = await at.manager.reads(`${SIGN_OFFS}/${String(item.id)}`);
    expect({ ...item, etag: undefined }).toEqual({ ...single, etag: undefined });
    expect(item.etag).toBe(single.etag);
    const ofOne = await at.manager.reads(`${SIGN_OFFS}?personId=${String(item.personId)}`);
    expect(ofOne.items).toContainEqual(item);
    const both = await at.manager.get(`${SIGN_OFFS}?personId=${String(item.personId)}&open=true`);
    expect([both.status, both.body.items]).toEqual([400, [{ pointer: '/open', in: 'query', rule: 'conflict' }]]);
    const twice = await at.manager.get(`${SIGN_OFFS}?awaiting=me&mine=true`);
    expect([twice.status, twice.body.items]).toEqual([400, [{ pointer: '/mine', in: 'query', rule: 'conflict' }]]);
  });

  it('whose were shown is in the access log of each', async () => {
    const auditor = await platform.actor({ roles: ['AU'] });
    for (const { person } of plans) {
      const path = `/consent/persons/${person.id}/access-entries`;
      const { items } = await auditor.reads(path, { purpose: 'synthetic audit' });
      expect(items).toContainEqual(
        expect.objectContaining({ outcome: 'listed', route: `GET ${SIGN_OFFS}`, organisationId: at.id }),
      );
    }
  });
});
