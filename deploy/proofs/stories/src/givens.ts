import { randomUUID } from 'node:crypto';
import type { Actor } from './actor.js';
import type { StoryPlatform } from './platform.js';

/** An organisation with its services and its people: every name is a synthetic role name. */
export interface Provider {
  readonly id: string;
  readonly serviceId: string;
  readonly manager: Actor;
  readonly keyworker: Actor;
  readonly staff: Actor;
}

export async function organisation(
  platform: StoryPlatform,
  wanted: {
    readonly kind?: string;
    readonly jurisdiction?: string;
    readonly councilOperated?: boolean;
    readonly registrationNo?: string;
    readonly setting?: string;
  } = {},
): Promise<{ id: string; serviceId: string }> {
  const {
    kind = 'provider',
    jurisdiction = 'ENG',
    councilOperated = false,
    registrationNo = 'synthetic-1',
    setting = 'careAtHome',
  } = wanted;
  const administrator = await platform.actor({ roles: ['PA'] });
  const id = randomUUID();
  const serviceId = randomUUID();
  await administrator.does(
    'PUT',
    `/assessment/organisations/${id}`,
    {
      kind,
      name: 'Synthetic organisation',
      jurisdiction,
      councilOperated,
      registrationNo,
      services: [{ serviceId, setting }],
    },
    200,
  );
  return { id, serviceId };
}

export async function provider(
  platform: StoryPlatform,
  wanted: Parameters<typeof organisation>[1] = {},
): Promise<Provider> {
  const { id, serviceId } = await organisation(platform, wanted);
  const actor = (roles: readonly string[]): Promise<Actor> =>
    platform.actor({ roles, organisationId: id, serviceIds: [serviceId] });
  return {
    id,
    serviceId,
    manager: await actor(['SM', 'RM']),
    keyworker: await actor(['KW']),
    staff: await actor(['CS']),
  };
}

export async function assessor(platform: StoryPlatform): Promise<Actor> {
  const { id } = await organisation(platform, { kind: 'council' });
  return platform.actor({ roles: ['AS'], organisationId: id, qualifications: ['assessor'] });
}

let people = 0;

/** A synthetic name that nobody else bears: two people of one name and date of birth are taken for one. */
export function distinctName(): { readonly given: string; readonly family: string } {
  people += 1;
  return { given: 'Synthetic', family: `Person ${people}` };
}

export async function person(
  platform: StoryPlatform,
  by: Actor,
  more: object = {},
): Promise<{ readonly id: string; readonly self: Actor }> {
  const registered = await by.post('/assessment/persons', {
    name: distinctName(),
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: ['olderPerson'],
    ...more,
  });
  const id = String(registered.id);
  return { id, self: await platform.actor({ roles: ['PE'], personId: id }) };
}

/** A completed assessment, with one need in each domain. */
export async function completedAssessment(
  by: Actor,
  personId: string,
  kind = 'councilNeeds',
): Promise<{ readonly id: string; readonly needIds: readonly string[] }> {
  const { id } = await by.post('/assessment/assessments', { personId, kind, reason: 'referral' });
  await by.post(`/assessment/assessments/${id}/start`, {}, 200);
  const needIds: string[] = [];
  for (const domain of ['health', 'personalCare', 'socialCare']) {
    const { findingId } = await by.post(`/assessment/assessments/${id}/findings`, {
      category: 'need',
      domain,
      statement: `a need in ${domain}`,
    });
    needIds.push(findingId);
  }
  for (const category of ['strength', 'ability', 'aspiration'])
    await by.post(`/assessment/assessments/${id}/findings`, { category, statement: `a ${category}` });
  await by.post(`/assessment/assessments/${id}/complete`, {}, 200);
  return { id, needIds };
}
