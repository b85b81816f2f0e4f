import type { Actor, Body } from './actor.js';
import { assessor, completedAssessment, person, type Provider } from './givens.js';
import { completeContent, councilContent } from './plan-content.js';
import type { StoryPlatform } from './platform.js';

export interface PlanInForce {
  readonly person: { readonly id: string; readonly self: Actor };
  readonly assessor: Actor;
  readonly assessment: { readonly id: string; readonly needIds: readonly string[] };
  readonly episodeId: string;
  readonly planId: string;
  readonly content: Body;
}

/** A provider plan, opened and drafted, with everything recorded that its first proposal needs. */
export async function draftedPlan(
  platform: StoryPlatform,
  at: Provider,
  options: { readonly keyworkerId?: string; readonly person?: object; readonly content?: (content: Body) => Body } = {},
): Promise<PlanInForce> {
  const by = await assessor(platform);
  const who = await person(platform, by, options.person ?? {});
  const assessment = await completedAssessment(by, who.id);
  const { id: episodeId } = await at.manager.post('/care-plan/episodes', {
    personId: who.id,
    serviceType: 'homeCare',
    serviceId: at.serviceId,
    setting: 'careAtHome',
    commissioner: 'council',
  });
  await at.manager.post(
    `/care-plan/episodes/${episodeId}/team`,
    {
      keyworkerId: options.keyworkerId ?? at.keyworker.userId,
      members: [{ userId: at.staff.userId, purposes: ['carryThrough'] }],
    },
    200,
  );
  const { id: planId, etag } = await at.keyworker.post('/care-plan/plans', {
    personId: who.id,
    planKind: 'provider',
    episodeId,
  });
  const content = (options.content ?? ((same: Body) => same))(completeContent(assessment));
  await at.keyworker.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag });
  await at.keyworker.post(`/care-plan/plans/${planId}/discussions`, {
    participants: [{ kind: 'person', id: who.id }],
    summary: 'talked it through',
  });
  await at.keyworker.post(`/care-plan/plans/${planId}/involvement`, { how: 'in person', personsWords: 'yes' });
  await at.keyworker.post(`/care-plan/plans/${planId}/access-notice`, {});
  return { person: who, assessor: by, assessment, episodeId: String(episodeId), planId: String(planId), content };
}

/** The open sign-off of a subject, once it is there. */
export async function openSignOff(by: Actor, subjectId: string, contentHash?: string): Promise<Body> {
  return by.eventually(`/consent/sign-offs?subjectId=${subjectId}`, ({ items }) =>
    items.findLast(
      (one: Body) =>
        (one.state === 'requested' || one.state === 'partiallySigned') &&
        (contentHash === undefined || one.contentHash === contentHash),
    ),
  );
}

/** Proposes what is drafted and has it signed by everybody it needs; waits until the version is published. */
export async function publishedVersion(at: Provider, plan: PlanInForce, body: object = {}): Promise<number> {
  const { contentHash } = await at.keyworker.post(`/care-plan/plans/${plan.planId}/proposals`, {
    reason: 'synthetic amendment',
    ...body,
  });
  await signAll(at, plan, contentHash);
  return at.keyworker.eventually(
    `/care-plan/plans/${plan.planId}/versions`,
    ({ items }) => items.find((one: Body) => one.contentHash === contentHash)?.versionNo,
  );
}

export async function signAll(at: Provider, plan: PlanInForce, contentHash?: string): Promise<void> {
  const { id, required } = await openSignOff(plan.person.self, plan.planId, contentHash);
  for (const role of required) {
    const signatory = role === 'person' ? plan.person.self : role === 'keyworker' ? at.keyworker : at.manager;
    await signatory.post(`/consent/sign-offs/${id}/signatures`, { role, mode: 'signed' }, 200);
  }
}

/** A council's plan of a person who is assessed for it and has signed it. */
export async function agreedCouncilPlan(
  platform: StoryPlatform,
  council: Actor,
  { id: personId, self }: { readonly id: string; readonly self: Actor },
): Promise<string> {
  const { needIds } = await completedAssessment(council, personId);
  const { id: planId } = await council.post('/care-plan/plans', { personId, planKind: 'localAuthority' });
  const { contentHash } = await council.post(`/care-plan/plans/${planId}/proposals`, {
    content: councilContent(needIds),
    reason: 'talked over',
  });
  const { id } = await openSignOff(self, planId, contentHash);
  await self.post(`/consent/sign-offs/${id}/signatures`, { role: 'person', mode: 'signed' }, 200);
  await platform.idle();
  return String(planId);
}
