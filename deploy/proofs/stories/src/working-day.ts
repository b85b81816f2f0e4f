import { randomUUID } from 'node:crypto';
import type { Actor } from './actor.js';
import { organisation, person, provider, type Provider } from './givens.js';
import { agreedCouncilPlan, draftedPlan, openSignOff, publishedVersion } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** Who works here on the day of the story. They know the address of the platform and have a token: no id of anybody or anything. */
export interface WorkingDay {
  readonly platform: StoryPlatform;
  readonly assessor: Actor;
  readonly manager: Actor;
  readonly keyworker: Actor;
  readonly staff: Actor;
  /** The provider’s own care system. */
  readonly machine: Actor;
  readonly coordinator: Actor;
  readonly teamManager: Actor;
  readonly auditor: Actor;
  /** The same offices elsewhere: theirs is on no list of the others. */
  readonly elsewhere: Provider;
}

/**
 * A council with two providers and a trust, a fortnight after they began: one person’s plan is in force and its first meeting overdue, one is
 * drafted, one waits for signatures, and one person has been referred. Two people have a CPA case.
 */
export async function workingDay(): Promise<WorkingDay> {
  const platform = await StoryPlatform.start();
  try {
    return await begun(platform);
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

async function begun(platform: StoryPlatform): Promise<WorkingDay> {
  await platform.clock('2026-01-05T09:00:00.000Z');
  const council = await organisation(platform, { kind: 'council' });
  const trust = await organisation(platform, { kind: 'trust' });
  const assessor = await platform.actor({
    roles: ['AS'],
    organisationId: council.id,
    qualifications: ['assessor'],
    name: 'Ashley Assessor (synthetic)',
  });
  const at = await provider(platform, { councilOperated: true });
  const elsewhere = await provider(platform);
  for (const one of [at, elsewhere]) {
    const plan = await draftedPlan(platform, one);
    const { episodeId } = plan;
    await one.manager.post('/care-plan/subscriptions', { personId: plan.person.id, episodeId });
    await publishedVersion(one, plan);
  }
  await draftedPlan(platform, at);
  const proposed = await draftedPlan(platform, at);
  await at.keyworker.post(`/care-plan/plans/${proposed.planId}/proposals`, {});
  const { self } = proposed.person;
  const { id: signOff } = await openSignOff(self, proposed.planId);
  await self.post(`/consent/sign-offs/${signOff}/signatures`, { role: 'person', mode: 'signed' }, 200);
  for (const to of [at, elsewhere]) await referred(platform, assessor, to);
  const teamManager = await platform.actor({ roles: ['TM'], organisationId: trust.id });
  const coordinator = await platform.actor({ roles: ['CC'], organisationId: trust.id });
  await cases(platform, { assessor, teamManager, coordinator });
  // Somebody who has been registered and no more.
  await person(platform, assessor, { name: { given: 'Síle', family: 'O’Synthetic' }, dateOfBirth: '1938-02-03' });
  await platform.clock('2026-01-20T09:00:00.000Z');
  await platform.idle();
  const machine = await platform.actor({
    roles: ['SY'],
    organisationId: at.id,
    scope: 'notices.read notices.acknowledge plans.read',
    clientId: 'synthetic-care-system',
  });
  return {
    ...{ platform, assessor, machine, coordinator, teamManager, elsewhere },
    ...{ manager: at.manager, keyworker: at.keyworker, staff: at.staff },
    auditor: await platform.actor({ roles: ['AU'] }),
  };
}

/** A person whose council plan is agreed and handed over to a provider that has not answered yet. */
async function referred(platform: StoryPlatform, assessor: Actor, to: Provider): Promise<void> {
  const who = await person(platform, assessor);
  const planId = await agreedCouncilPlan(platform, assessor, who);
  await assessor.post('/assessment/handovers', {
    personId: who.id,
    providerId: to.id,
    serviceId: to.serviceId,
    planRef: { id: planId, version: 1 },
  });
}

/** Two people with a case: contact is due within a week with one, within four with the other, and about the level nothing is decided. */
async function cases(
  platform: StoryPlatform,
  { assessor, teamManager, coordinator }: Pick<WorkingDay, 'assessor' | 'teamManager' | 'coordinator'>,
): Promise<void> {
  const administrator = await platform.actor({ roles: ['PA'] });
  await administrator.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01' }, 200);
  const teamId = randomUUID();
  for (const interval of ['P7D', 'P28D']) {
    const { id: personId } = await person(platform, assessor, { groups: ['mentalHealth'] });
    const opening = { personId, teamId, regionCode: 'R1', coordinatorId: coordinator.userId };
    const { id } = await teamManager.post('/cpa/cases', opening);
    await coordinator.does('PUT', `/cpa/cases/${id}/contact-interval`, { interval }, 200);
  }
}
