import type { Actor } from './actor.js';
import { assessor, person, provider, type Provider } from './givens.js';
import { StoryPlatform } from './platform.js';

describe('STORY-04 step 13: a restriction under the deprivation of liberty safeguards', () => {
  let platform: StoryPlatform;
  let m1: Actor;
  let c1: Actor;
  let personId: string;
  let path: string;
  const proposal = {
    measure: 'locked front door',
    justification: 'left alone the person walks onto the road',
    leastRestrictiveCheck: 'looked at with the family',
    lessRestrictiveOptions: ['a door alarm'],
  };
  const dols = { scheme: 'DoLS', authorityRef: 'synthetic-dols-1', from: '2026-05-11', conditions: ['a daily walk'] };

  /** A person whom the provider serves in that setting. */
  const served = async (at: Provider, setting: string): Promise<string> => {
    const { id } = await person(platform, c1);
    const agreed = {
      personId: id,
      serviceType: 'synthetic',
      serviceId: at.serviceId,
      setting,
      commissioner: 'council',
    };
    const { id: episodeId } = await at.manager.post('/care-plan/episodes', agreed);
    const team = { keyworkerId: at.keyworker.userId, members: [] };
    await at.manager.post(`/care-plan/episodes/${episodeId}/team`, team, 200);
    await platform.idle();
    return id;
  };
  const refused = (of: string, body: object, code: string): Promise<unknown> =>
    m1.refused('POST', `${of}/authorisation`, body, 422, code);

  let home: Provider;
  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-11T09:00:00.000Z');
    home = await provider(platform, { setting: 'careHome' });
    m1 = home.manager;
    c1 = await assessor(platform);
    personId = await served(home, 'careHome');
    const { id } = await m1.post('/risk/restrictions', { personId, ...proposal });
    path = `/risk/restrictions/${id}`;
  });
  afterAll(() => platform.stop());

  it('ENG-081, SCOT-023: unjustified it is not proposed; without an authority, or beyond twelve months, it is not active', async () => {
    const unjustified = { personId, measure: proposal.measure };
    await m1.refused('POST', '/risk/restrictions', unjustified, 422, 'RESTRICTION_UNJUSTIFIED');
    await refused(path, {}, 'AUTHORISATION_REQUIRED');
    await refused(path, { ...dols, to: '2027-06-30' }, 'AUTHORISATION_TERM_INVALID');
    expect(await m1.reads(path)).toMatchObject({ state: 'proposed', unauthorised: false, authorisation: null });
  });

  it('ENG-081: authorised for a year it is active, and its renewal stands on the manager’s list', async () => {
    await m1.post(`${path}/authorisation`, { ...dols, to: '2027-05-10' }, 200);
    expect(await m1.reads(path)).toMatchObject({
      ...proposal,
      state: 'active',
      unauthorised: false,
      authorisation: { ...dols, to: '2027-05-10', urgent: false },
    });
    await platform.idle();
    expect((await m1.reads(`/risk/tasks?personId=${personId}&kind=renewAuthorisation`)).items).toEqual([
      expect.objectContaining({ forRole: 'RM', dueAt: '2027-04-12T22:59:59.999Z' }),
    ]);
  });

  it('a review is recorded with it', async () => {
    await m1.post(`${path}/reviews`, { stillNeeded: true, changes: 'a longer walk' });
    expect((await m1.reads(path)).reviews).toEqual([
      { stillNeeded: true, changes: 'a longer walk', reviewedAt: '2026-05-11T09:00:00.000Z' },
    ]);
  });

  it('ENG-081: in the person’s own home a court order is needed', async () => {
    const domiciliary = await provider(platform);
    const athome = await served(domiciliary, 'careAtHome');
    const { id } = await domiciliary.manager.post('/risk/restrictions', { personId: athome, ...proposal });
    const authorisation = `/risk/restrictions/${id}/authorisation`;
    const until = { ...dols, to: '2027-05-10' };
    await domiciliary.manager.refused('POST', authorisation, until, 422, 'AUTHORISATION_WRONG_SCHEME');
    await domiciliary.manager.post(authorisation, { ...until, scheme: 'courtOrder' }, 200);
    await domiciliary.manager.post(`/risk/restrictions/${id}/end`, { reason: 'moved' }, 200);
    expect(await domiciliary.manager.reads(`/risk/restrictions/${id}`)).toMatchObject({ state: 'ended' });
  });

  it('ENG-081: it stands to the last millisecond, then shows as unauthorised, and manager and council are alerted', async () => {
    await platform.clock('2027-05-10T22:59:59.999Z');
    await platform.idle();
    expect(await m1.reads(path)).toMatchObject({ state: 'active' });
    await platform.clock('2027-05-10T23:00:00.000Z');
    await platform.idle();
    expect(await m1.reads(path)).toMatchObject({ state: 'expired', unauthorised: true });
    for (const [whom, forRole] of [
      [m1, 'RM'],
      [c1, 'AS'],
    ] as const) {
      const { items } = await whom.reads(`/risk/tasks?personId=${personId}&kind=restrictionUnauthorised`);
      expect(items).toContainEqual(
        expect.objectContaining({ forRole, ref: { restrictionId: path.slice('/risk/restrictions/'.length) } }),
      );
    }
  });
});
