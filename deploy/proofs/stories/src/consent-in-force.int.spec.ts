import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, openSignOff, publishedVersion, signAll, type PlanInForce } from './plan-givens.js';
import { concludedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

/** What the person withdrew stays withdrawn, what they agreed to again is given again, and each says so in both services. */
describe('consent to care and what is withheld', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let self: Actor;

  const planPath = (): string => `/care-plan/plans/${plan.planId}`;
  const consentPath = (): string => `/consent/plans/${plan.planId}`;
  /** The plan's own word, and the consent's: the same at the same instant. */
  const standing = async (): Promise<Body> => {
    await platform.idle();
    const { state, withheld, suspensions } = await at.keyworker.reads(planPath());
    const consent = await self.reads(`${consentPath()}/consent`);
    return {
      plan: [state, withheld],
      causes: suspensions.map(({ cause }: Body) => cause),
      consent: [consent.state, consent.withdrawn],
    };
  };
  const withdrawn = (scope: 'whole' | readonly string[]): Promise<Body> =>
    self.post(`${consentPath()}/withdrawal`, { scope });
  const restored = async (scope: 'whole' | readonly string[]): Promise<void> => {
    const { signOffId } = await self.post(`${consentPath()}/restoration`, { scope });
    await self.post(`/consent/sign-offs/${signOffId}/signatures`, { role: 'person', mode: 'signed' }, 200);
  };
  const amended = (whatMatters: string, more: object = {}): Promise<number> =>
    publishedVersion(at, plan, { content: { ...plan.content, whatMatters }, reason: 'talked over', ...more });
  const begun = async (jurisdiction: string): Promise<void> => {
    at = await provider(platform, { jurisdiction });
    plan = await draftedPlan(platform, at);
    ({ self } = plan.person);
    await publishedVersion(at, plan);
  };
  const given = { plan: ['active', []], causes: [], consent: ['given', []] };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    await begun('ENG');
  });
  afterAll(() => platform.stop());

  it('R6, SCOT-092: of a whole withdrawal one action is restored, then the rest', async () => {
    await withdrawn('whole');
    expect(await standing()).toEqual({
      plan: ['suspended', 'whole'],
      causes: ['consent'],
      consent: ['withdrawn', 'whole'],
    });
    await restored(['a2']);
    const rest = ['a1', 'a3', 'a4'];
    expect(await standing()).toEqual({
      plan: ['active', rest],
      causes: ['consent'],
      consent: ['partlyWithdrawn', rest],
    });
    await self.refused('POST', `${consentPath()}/restoration`, { scope: ['a2'] }, 409, 'STATE_CONFLICT');
    await restored('whole');
    expect(await standing()).toEqual(given);
  });

  it('R6: back from hospital the manager resumes what the stay withheld, and not what the person withdrew', async () => {
    await withdrawn(['a2']);
    await at.manager.post(`${planPath()}/suspension`, { reason: 'hospital' }, 200);
    expect(await standing()).toMatchObject({ plan: ['suspended', 'whole'], causes: ['consent', 'hospital'] });
    await at.manager.post(`${planPath()}/resumption`, { reason: 'home again' }, 200);
    expect(await standing()).toEqual({
      plan: ['active', ['a2']],
      causes: ['consent'],
      consent: ['partlyWithdrawn', ['a2']],
    });
    await at.manager.refused('POST', `${planPath()}/resumption`, {}, 422, 'CONSENT_REQUIRED');
    await restored(['a2']);
    expect(await standing()).toEqual(given);
  });

  it('R6: the notice names the cause; a stay in hospital is not told as consent withdrawn', async () => {
    const { id } = await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    await at.manager.post(`${planPath()}/suspension`, { reason: 'hospital', actionIds: ['a1'] }, 200);
    await at.manager.post(`${planPath()}/resumption`, {}, 200);
    await withdrawn(['a1']);
    await restored(['a1']);
    await platform.idle();
    const { items } = await at.manager.reads(`/care-plan/subscriptions/${id}/notices`);
    expect(items.map(({ changeKind, causes }: Body) => [changeKind, causes])).toEqual([
      ['suspended', ['hospital']],
      ['resumed', ['hospital']],
      ['consentWithdrawn', ['consent']],
      ['consentRestored', ['consent']],
    ]);
  });

  it('R6: a version signed after a withdrawal lifts it from its own day, and leaves the hospital alone', async () => {
    await withdrawn(['a2']);
    await at.manager.post(`${planPath()}/suspension`, { reason: 'hospital', actionIds: ['a1'] }, 200);
    await amended('my roses', { effectiveFrom: '2026-03-10' });
    expect(await standing()).toMatchObject({
      plan: ['active', ['a1', 'a2']],
      consent: ['partlyWithdrawn', ['a2']],
    });
    const before = '2026-03-09T23:59:59.999Z';
    const asOf = async (effectiveAt: string): Promise<Body> =>
      (await at.keyworker.reads(`${planPath()}?effectiveAt=${effectiveAt}`)).withheld;
    expect([await asOf(before), await asOf('2026-03-10T00:00:00.000Z')]).toEqual([['a1', 'a2'], ['a1']]);
    await platform.clock('2026-03-10T09:00:00.000Z');
    expect(await standing()).toEqual({ plan: ['active', ['a1']], causes: ['hospital'], consent: ['given', []] });
    await at.manager.post(`${planPath()}/resumption`, {}, 200);
    expect(await standing()).toEqual(given);
  });

  it('R6: what is withheld is marked wherever the plan is read to be acted on; what was signed stays as it is', async () => {
    await withdrawn(['a1']);
    await at.manager.post(`${planPath()}/suspension`, { reason: 'hospital', actionIds: ['a2'] }, 200);
    const { current } = await at.keyworker.reads(planPath());
    const marks = ({ actions }: Body): unknown =>
      actions.map(({ actionId, doNotProvide }: Body) => [actionId, doNotProvide ?? false]);
    const withheld = marks(current.content);
    expect(withheld).toEqual(
      expect.arrayContaining([
        ['a1', true],
        ['a2', true],
      ]),
    );
    const version = await at.keyworker.reads(`${planPath()}/versions/${current.versionNo}`);
    expect(marks(version.content)).toEqual(withheld);
    const issue = await at.keyworker.reads(`${planPath()}/versions/${current.versionNo}/issues/${current.issueNo}`);
    expect(marks(issue.content)).toEqual((withheld as unknown[][]).map(([id]) => [id, false]));
    const file = await at.keyworker.reads(`/care-plan/persons/${plan.person.id}/file`);
    expect(marks(file.parts.c.firstPlan.content)).toEqual(withheld);
    const changed = { actions: plan.content.actions.map((one: Body) => ({ ...one, when: 'at noon' })) };
    const next = await publishedVersion(at, plan, {
      content: changed,
      reason: 'talked over',
      effectiveFrom: '2026-03-20',
    });
    const { changes } = await at.keyworker.reads(`${planPath()}/diff?from=${current.versionNo}&to=${next}`);
    expect(changes.map(({ itemId, doNotProvide }: Body) => [itemId, doNotProvide ?? false])).toEqual(
      expect.arrayContaining([
        ['a1', false],
        ['a2', true],
      ]),
    );
    await platform.clock('2026-03-20T09:00:00.000Z');
    await at.manager.post(`${planPath()}/resumption`, {}, 200);
    expect(await standing()).toEqual(given);
  });

  it('R8: a version signed after a whole withdrawal makes the plan active again', async () => {
    await withdrawn('whole');
    await amended('my tulips');
    expect(await standing()).toEqual(given);
  });

  it('R9: what nobody knows is neither withdrawn nor suspended, and a closed plan not at all', async () => {
    await self.refused('POST', `${consentPath()}/withdrawal`, { scope: ['nope'] }, 422, 'REFERENCE_NOT_FOUND');
    for (const verb of ['withdrawal', 'restoration'])
      await self.refused('POST', `${consentPath()}/${verb}`, {}, 400, 'MALFORMED');
    const hospital = { reason: 'hospital', actionIds: ['nope'] };
    await at.manager.refused('POST', `${planPath()}/suspension`, hospital, 422, 'REFERENCE_NOT_FOUND');
    await plan.assessor.post('/care-plan/plans', { personId: plan.person.id, planKind: 'localAuthority' });
    await platform.idle();
    await at.manager.post(`${planPath()}/closure`, { reason: 'replacedByOtherPlan' }, 200);
    await platform.idle();
    await self.refused('POST', `${consentPath()}/withdrawal`, { scope: 'whole' }, 409, 'STATE_CONFLICT');
    await at.manager.refused('POST', `${planPath()}/suspension`, { reason: 'hospital' }, 409, 'STATE_CONFLICT');
  });

  it('R7: a withdrawal between the signatures voids them, and the person is asked again', async () => {
    await begun('SCO');
    const content = { ...plan.content, whatMatters: 'my heather' };
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'talked over' });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const signature = (role: string): Body => ({ role, mode: 'signed' });
    await self.post(`/consent/sign-offs/${id}/signatures`, signature('person'), 200);
    await withdrawn(['a3']);
    for (const [by, role] of [
      [at.keyworker, 'keyworker'],
      [at.manager, 'manager'],
    ] as const)
      expect((await by.call('POST', `/consent/sign-offs/${id}/signatures`, signature(role))).status).not.toBe(200);
    await platform.idle();
    expect((await self.reads(`/consent/sign-offs/${id}`)).state).toBe('voided');
    expect((await at.keyworker.reads(planPath())).versionNo).toBe(1);
    const again = await openSignOff(self, plan.planId, contentHash);
    expect(again).toMatchObject({ again: { signOffId: id, because: 'consentWithdrawn' }, outstanding: again.required });
    await signAll(at, plan, contentHash);
    expect(await standing()).toEqual(given);
    expect((await at.keyworker.reads(planPath())).versionNo).toBe(2);
  });

  it('R7: a second "no" in the same words counts like the first, after a signature and after an upcoming version', async () => {
    await begun('SCO');
    await withdrawn(['a3']);
    const content = { ...plan.content, whatMatters: 'my gorse' };
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'talked over' });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    await self.post(`/consent/sign-offs/${id}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await withdrawn(['a3']);
    await platform.idle();
    expect((await self.reads(`/consent/sign-offs/${id}`)).state).toBe('voided');
    expect((await standing())['consent']).toEqual(['partlyWithdrawn', ['a3']]);
    await begun('ENG');
    await withdrawn(['a3']);
    await amended('my whin', { effectiveFrom: '2026-03-20' });
    await withdrawn(['a3']);
    await platform.idle();
    const upcoming = await at.keyworker.reads(`${planPath()}?effectiveAt=2026-03-21T09:00:00.000Z`);
    expect([upcoming.versionNo, upcoming.withheld]).toEqual([2, ['a3']]);
    await begun('SCO');
  });

  it('R23: a contact whom the recorder entered is no witness of what they record; staff enter nobody of theirs', async () => {
    await begun('SCO');
    const contact = `/consent/persons/${plan.person.id}/contacts/${randomUUID()}`;
    const today = (await self.reads(planPath())).current.publishedAt.slice(0, 10);
    const asked = { scopes: ['implementing'], name: 'Synthetic Cousin', requestedOn: today, evidence: 'said so' };
    const cousin = { kind: 'family', id: at.keyworker.userId };
    await at.keyworker.refused('PUT', contact, { ...asked, party: cousin }, 422, 'PERMISSION_REQUIRED');
    await at.keyworker.does('PUT', contact, asked, 200);
    await platform.idle();
    const content = { ...plan.content, whatMatters: 'my cousin' };
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'talked over' });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const witness = { kind: 'family', id: contact.slice(-36) };
    const spoken = { role: 'person', mode: 'verbal', description: 'nodded', witness };
    await at.keyworker.refused('POST', `/consent/sign-offs/${id}/signatures`, spoken, 422, 'WITNESS_REQUIRED');
    expect((await self.reads(`/consent/sign-offs/${id}`)).state).toBe('requested');
  });

  it('R25: a risk that the person refuses is a task for the plan’s leader, and is asked about again in the same words', async () => {
    await begun('SCO');
    const risk = await concludedRisk(at.keyworker, plan.person, { planId: plan.planId });
    const content = { ...plan.content, whatMatters: 'the stairs' };
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'talked over' });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const sign = { role: 'person', mode: 'signed' };
    await self.post(`/consent/sign-offs/${id}/signatures`, sign, 200);
    const asked = await openSignOff(self, risk.id);
    await self.post(`/consent/sign-offs/${asked.id}/refusals`, { role: 'person', reasons: 'too steep' }, 200);
    await platform.idle();
    const tasks = async (): Promise<Body[]> =>
      (await at.keyworker.reads(`/consent/tasks?personId=${plan.person.id}&kind=riskRefused`)).items;
    expect(await tasks()).toEqual([
      expect.objectContaining({
        forRole: 'KW',
        status: 'open',
        ref: { planId: plan.planId, riskId: risk.id, signOffId: id },
      }),
    ]);
    await at.keyworker.post(`/risk/assessments/${risk.id}/conclusion`, risk.conclusion, 200);
    await platform.idle();
    expect((await tasks()).map(({ status }) => status)).toEqual(['closed']);
    const again = await openSignOff(self, risk.id);
    expect(again).toMatchObject({ proposalNo: 2 });
    await self.post(`/consent/sign-offs/${again.id}/signatures`, sign, 200);
    await platform.idle();
    expect((await self.reads(`/consent/sign-offs/${id}`)).outstanding).not.toContainEqual(`risk:${risk.id}`);
  });

  it('R22: the keyworker’s place follows the assignment, and nobody refuses in the person’s', async () => {
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, {
      content: { ...plan.content, whatMatters: 'my moor' },
      reason: 'talked over',
    });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const signatures = `/consent/sign-offs/${id}/signatures`;
    const other = await platform.actor({ roles: ['KW'], organisationId: at.id, serviceIds: [at.serviceId] });
    const team = (keyworkerId: string, member: string): Body => ({
      keyworkerId,
      members: [{ userId: member, purposes: ['carryThrough'] }],
    });
    const assign = `/care-plan/episodes/${plan.episodeId}/team`;
    await at.manager.post(assign, team(at.keyworker.userId, other.userId), 200);
    await platform.idle();
    const mine = { role: 'keyworker', mode: 'signed' };
    await other.refused('POST', signatures, mine, 403, 'ROLE_NOT_PERMITTED');
    const refusal = { role: 'person', reasons: 'not for her' };
    await at.manager.refused('POST', `/consent/sign-offs/${id}/refusals`, refusal, 403, 'ROLE_NOT_PERMITTED');
    await at.manager.post(assign, team(other.userId, at.keyworker.userId), 200);
    await platform.idle();
    await at.keyworker.refused('POST', signatures, mine, 403, 'ROLE_NOT_PERMITTED');
    await other.post(signatures, mine, 200);
    // What is objected to stands in what was to be signed.
    const path = `/consent/sign-offs/${id}/refusals`;
    const objects = (...itemsObjectedTo: string[]): Body => ({ role: 'person', reasons: 'not so', itemsObjectedTo });
    const lost = { items: ['itemsObjectedTo.1'] };
    await self.refused('POST', path, objects('a1', 'zz'), 422, 'REFERENCE_NOT_FOUND', lost);
    await self.post(path, objects('a1', 'whatMatters', 'preferences.topics.meals'), 200);
  });

  it('ENG-030: what staff record before a contact is told to both, and the contact may object', async () => {
    await begun('SCO');
    const sister = await platform.actor({ roles: ['CA'] });
    const contact = `/consent/persons/${plan.person.id}/contacts/${sister.userId}`;
    await at.keyworker.refused('PUT', contact, { scopes: ['readPlan'] }, 422, 'PERMISSION_REQUIRED');
    await self.does('PUT', contact, { scopes: ['readPlan'], name: 'Synthetic Sister' }, 200);
    await platform.idle();
    const content = { ...plan.content, whatMatters: 'my sister' };
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'talked over' });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const given = { role: 'person', mode: 'verbal', description: 'said yes twice' };
    const path = `/consent/sign-offs/${id}`;
    const named = { ...given, witness: { name: 'a neighbour' } };
    await at.keyworker.refused('POST', `${path}/signatures`, named, 422, 'WITNESS_REQUIRED');
    await at.keyworker.post(`${path}/signatures`, { ...given, witness: { kind: 'family', id: sister.userId } }, 200);
    await platform.idle();
    const told = async (by: Actor): Promise<Body[]> =>
      (await by.reads(`/consent/notices?personId=${plan.person.id}`)).items.map(({ kind, to }: Body) => [kind, to.id]);
    expect(await told(self)).toContainEqual(['consentRecorded', plan.person.id]);
    expect(await told(sister)).toContainEqual(['namedAsWitness', sister.userId]);
    await sister.post(`${path}/witness/objection`, { reasons: 'I was not there' }, 200);
    await platform.idle();
    expect((await self.reads(path)).state).toBe('voided');
    expect((await at.manager.reads(`/consent/tasks?personId=${plan.person.id}&kind=witnessObjected`)).items).toEqual([
      expect.objectContaining({ forRole: 'SM', ref: { signOffId: id } }),
    ]);
    await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'asked again' });
  });

  it('ENG-030: a contact who may read nothing lists the notices made for them, and no other', async () => {
    await begun('SCO');
    const personId = plan.person.id;
    const [sister, friend, stranger] = [
      await platform.actor({ roles: ['CA'] }),
      await platform.actor({ roles: ['OP'] }),
      await platform.actor({ roles: ['CA'] }),
    ];
    for (const { userId } of [sister, friend])
      await self.does(
        'PUT',
        `/consent/persons/${personId}/contacts/${userId}`,
        { scopes: ['drawingUp'], name: 'Synthetic Contact' },
        200,
      );
    await platform.idle();
    const content = { ...plan.content, whatMatters: 'my sister' };
    const { contentHash } = await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'talked over' });
    const { id } = await openSignOff(self, plan.planId, contentHash);
    const notices = `/consent/notices?personId=${personId}`;
    for (const one of [sister, friend, stranger]) expect((await one.get(notices)).status).toBe(404);
    await at.keyworker.post(
      `/consent/sign-offs/${id}/signatures`,
      { role: 'person', mode: 'verbal', description: 'said yes', witness: { kind: 'family', id: sister.userId } },
      200,
    );
    await platform.idle();
    const { items } = await sister.reads(notices);
    expect(items).toEqual([
      expect.objectContaining({
        kind: 'namedAsWitness',
        to: { kind: 'family', id: sister.userId },
        about: { kind: 'plan', id: plan.planId, signOffId: id },
      }),
    ]);
    expect((await sister.reads(`/consent/notices/${items[0].id}`)).kind).toBe('namedAsWitness');
    for (const one of [friend, stranger]) expect((await one.get(notices)).status).toBe(404);
    const tenant = await platform.actor({ roles: ['CA'], userId: sister.userId, tenantId: randomUUID() });
    expect((await tenant.get(notices)).status).toBe(404);
    expect((await sister.get(`/consent/sign-offs?personId=${personId}`)).status).toBe(404);
    const objection = { reasons: 'I was not there' };
    await sister.post(`/consent/sign-offs/${items[0].about.signOffId}/witness/objection`, objection, 200);
    await platform.idle();
    expect((await self.reads(`/consent/sign-offs/${id}`)).state).toBe('voided');
    await at.keyworker.post(`${planPath()}/proposals`, { content, reason: 'asked again' });
  });

  it('R38: after a death nothing is signed, withdrawn or proposed, and the plan is closed', async () => {
    const { id } = await openSignOff(self, plan.planId);
    const death = { dateOfDeath: '2026-03-09', evidence: 'certificate' };
    await plan.assessor.post(`/assessment/persons/${plan.person.id}/death`, death);
    await platform.idle();
    expect((await at.keyworker.reads(`/consent/sign-offs/${id}`)).state).toBe('voided');
    expect((await at.keyworker.reads(planPath())).state).toBe('closed');
    const body = { content: { ...plan.content, whatMatters: 'nothing more' }, reason: 'late' };
    await at.keyworker.refused('POST', `${planPath()}/proposals`, body, 409, 'STATE_CONFLICT');
    await self.refused('POST', `${consentPath()}/withdrawal`, { scope: 'whole' }, 409, 'STATE_CONFLICT');
  });
});
