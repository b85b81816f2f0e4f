import { localDate } from '@carethread/calendar';
import { Refusal } from '@carethread/contracts';
import { uuidV5 } from '@carethread/ledger';
import { command, list, query, read, type Ask, type Route } from '@carethread/service-kit';
import { assessmentDecider, type AssessmentState } from '../domain/assessment.js';
import { handover, type HandoverState } from '../domain/handover.js';
import { organisation } from '../domain/organisation.js';
import { ageOn, person, type PersonState } from '../domain/person.js';
import { publishedPlans, type PublishedPlan } from '../exchange/published-plans.js';
import * as requests from './requests.js';

/** A request body as a command: what belongs to the envelope stays out of the payload. */
function as<Type extends string>(type: Type, body: object): { readonly type: Type } {
  const { occurredAt: _, personId: __, ...rest } = body as { occurredAt?: string; personId?: string };
  return { type, ...rest };
}

const newPersonId = ({ commandId }: Ask): string => uuidV5(commandId, 'person');

/** One person per NHS or CHI number in a tenant: claimed in the key store, never in a stream's name (409 PERSON_EXISTS). */
async function claimIdentifiers(ask: Ask<requests.RegisterPersonRequest>): Promise<void> {
  for (const { scheme, value } of ask.body.identifiers ?? []) {
    if (scheme === 'local') continue;
    const { claimed } = await ask.runtime.keys.claim(ask.tenantId, scheme, value.replaceAll(' ', ''), newPersonId(ask));
    if (!claimed) throw new Refusal('PERSON_EXISTS', [scheme]);
  }
}

const shownPerson = ({ status, details, communication, corrections, dateOfDeath }: PersonState, ask: Ask) => ({
  status,
  ...details,
  ...(details === undefined ? {} : { age: ageOn(details.dateOfBirth, dateOfDeath ?? localDate(ask.now)) }),
  ...(communication === undefined ? {} : { communication }),
  corrections,
  ...(dateOfDeath === undefined ? {} : { dateOfDeath }),
});

const shownAssessment = ({ eligibility, completedAt, ...state }: AssessmentState) => ({
  ...state,
  ...(eligibility === undefined ? {} : { eligibility }),
  ...(completedAt === undefined ? {} : { completedAt }),
});

const shownHandover = ({ issued, ...state }: HandoverState) => ({ ...issued, ...state });

const P = '/assessment/persons';
const A = '/assessment/assessments';
const H = '/assessment/handovers';

export const routes: readonly Route[] = [
  command({
    method: 'PUT',
    path: '/assessment/organisations/:id',
    summary: 'Set an organisation and the services it runs',
    as: 'administer',
    body: requests.SetOrganisationRequest,
    on: organisation,
    exists: false,
    target: ({ tenantId, params }) => uuidV5(tenantId, params['id'] ?? ''),
    person: () => null,
    command: ({
      params,
      body: { councilOperated = false, services = [], ...body },
    }: Ask<requests.SetOrganisationRequest>) => ({
      type: 'SetOrganisation',
      organisationId: params['id'],
      organisation: { ...body, councilOperated, services },
    }),
  }),
  read({
    path: '/assessment/organisations/:id',
    summary: 'An organisation',
    as: 'readConfiguration',
    on: organisation,
    target: ({ tenantId, params }) => uuidV5(tenantId, params['id'] ?? ''),
    show: (state: object) => ({ ...state }),
  }),
  command({
    method: 'POST',
    path: P,
    summary: 'Register a person',
    as: 'registerPerson',
    about: 'ENG-129',
    body: requests.RegisterPersonRequest,
    on: person,
    creates: true,
    target: newPersonId,
    person: newPersonId,
    before: claimIdentifiers,
    command: ({ body }) => as('RegisterPerson', body),
  }),
  list({
    path: P,
    summary: 'The basic information sheet of a person, as a list',
    as: 'readPerson',
    on: person,
    show: (state: PersonState, _, ask) => shownPerson(state, ask),
  }),
  read({
    path: `${P}/:id`,
    summary: 'The basic information sheet of a person',
    as: 'readPerson',
    on: person,
    show: (state: PersonState, _, ask) => shownPerson(state, ask),
  }),
  command({
    method: 'PATCH',
    path: `${P}/:id/basic-information`,
    summary: 'Set right a fact of the basic information sheet',
    as: 'assess',
    body: requests.CorrectBasicInformationRequest,
    on: person,
    ifMatch: 'required',
    command: ({ body: { from: _, ...body } }: Ask<requests.CorrectBasicInformationRequest>) =>
      as('CorrectBasicInformation', body),
  }),
  command({
    method: 'POST',
    path: `${P}/:id/communication-needs`,
    summary: 'Record how the person communicates and in which formats',
    as: 'assess',
    body: requests.RecordCommunicationNeedsRequest,
    on: person,
    created: true,
    command: ({ body: { needs = [], methods = [], ...body } }: Ask<requests.RecordCommunicationNeedsRequest>) =>
      as('RecordCommunicationNeeds', { ...body, needs, methods }),
  }),
  command({
    method: 'POST',
    path: `${P}/:id/death`,
    summary: 'Record a death',
    as: 'recordDeath',
    body: requests.RecordDeathRequest,
    on: person,
    created: true,
    command: ({ body }) => as('RecordDeath', body),
  }),
  command({
    method: 'POST',
    path: A,
    summary: 'Ask for an assessment',
    as: 'assess',
    body: requests.RequestAssessmentRequest,
    on: assessmentDecider,
    creates: true,
    command: ({ body }) => as('RequestAssessment', body),
  }),
  list({
    path: A,
    summary: 'The assessments of a person',
    as: 'readPlan',
    on: assessmentDecider,
    show: shownAssessment,
    filters: ['kind', 'state'],
  }),
  read({ path: `${A}/:id`, summary: 'An assessment', as: 'readPlan', on: assessmentDecider, show: shownAssessment }),
  command({
    method: 'POST',
    path: `${A}/:id/start`,
    summary: 'Start an assessment',
    as: 'assess',
    body: requests.StartAssessmentRequest,
    on: assessmentDecider,
    command: ({ body }) => as('StartAssessment', body),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/pause`,
    summary: 'Pause an assessment',
    as: 'assess',
    body: requests.ReasonRequest,
    on: assessmentDecider,
    command: ({ body }) => as('PauseAssessment', body),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/resume`,
    summary: 'Go on with an assessment',
    as: 'assess',
    on: assessmentDecider,
    command: () => ({ type: 'ResumeAssessment' }),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/sources`,
    summary: 'Attach a source',
    as: 'assess',
    body: requests.AttachSourceRequest,
    on: assessmentDecider,
    created: true,
    command: ({ body }) => as('AttachSource', body),
    answer: newest('sourceId'),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/findings`,
    summary: 'Record a finding',
    as: 'assess',
    body: requests.RecordFindingRequest,
    on: assessmentDecider,
    created: true,
    command: ({ body }) => as('RecordFinding', body),
    answer: newest('findingId'),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/outcomes`,
    summary: 'Identify an outcome that the person wants',
    as: 'assess',
    body: requests.IdentifyOutcomeRequest,
    on: assessmentDecider,
    created: true,
    command: ({ body }) => as('IdentifyOutcome', body),
    answer: newest('outcomeId'),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/eligibility`,
    summary: 'Decide eligibility, with reasons',
    as: 'assess',
    body: requests.DecideEligibilityRequest,
    on: assessmentDecider,
    created: true,
    command: ({ body }) => as('DecideEligibility', body),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/complete`,
    summary: 'Complete an assessment',
    as: 'completeAssessment',
    body: requests.CompleteAssessmentRequest,
    on: assessmentDecider,
    command: ({ body }) => as('CompleteAssessment', body),
    answer: ({ state }) => ({ version: (state as AssessmentState).version }),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/refusal`,
    summary: 'Record that the person refuses an assessment',
    as: 'refuseAssessment',
    body: requests.RefuseAssessmentRequest,
    on: assessmentDecider,
    command: ({ body }) => as('RefuseAssessment', body),
  }),
  command({
    method: 'POST',
    path: `${A}/:id/corrections`,
    summary: 'Set right a finding of a completed assessment',
    as: 'assess',
    body: requests.CorrectAssessmentRequest,
    on: assessmentDecider,
    created: true,
    command: ({ body: { from: _, ...body } }: Ask<requests.CorrectAssessmentRequest>) => as('CorrectAssessment', body),
  }),
  query({
    path: `${A}/:id/copies`,
    summary: 'Copies of the eligibility decision',
    as: 'readPlan',
    of: { on: assessmentDecider },
    person: async ({ runtime, params }) =>
      (await runtime.streams.load(assessmentDecider, params['id'] ?? '')).personId ?? notFound(),
    answer: async ({ runtime, params }) => ({
      body: {
        items: ((await runtime.streams.load(assessmentDecider, params['id'] ?? '')).state as AssessmentState).copies,
      },
    }),
  }),
  command({
    method: 'POST',
    path: H,
    summary: 'Hand a plan over to a provider',
    as: 'issueHandover',
    body: requests.IssueHandoverRequest,
    on: handover,
    creates: true,
    person: (ask) => personHandedOver(ask),
    command: ({ body }) => as('IssueHandover', body),
  }),
  list({ path: H, summary: 'The handovers of a person', as: 'readPlan', on: handover, show: shownHandover }),
  read({ path: `${H}/:id`, summary: 'A handover', as: 'readPlan', on: handover, show: shownHandover }),
  command({
    method: 'POST',
    path: `${H}/:id/acceptance`,
    summary: 'Accept a handover',
    as: 'answerHandover',
    body: requests.AcceptHandoverRequest,
    on: handover,
    command: ({ body }) => as('AcceptHandover', body),
  }),
  command({
    method: 'POST',
    path: `${H}/:id/return`,
    summary: 'Return a handover, with reasons',
    as: 'answerHandover',
    body: requests.ReasonRequest,
    on: handover,
    command: ({ body }) => as('ReturnHandover', body),
  }),
];

/** Whose plan it is: the caller may leave it to the plan to say. Without a plan there is nobody to hand over. */
async function personHandedOver({ runtime, body }: Ask<requests.IssueHandoverRequest>): Promise<string> {
  if (body.personId !== undefined) return body.personId;
  if (body.planRef === undefined) throw new Refusal('HANDOVER_PLAN_REQUIRED', ['planRef']);
  const found = await runtime.views.view<PublishedPlan>(publishedPlans.name).get(body.planRef.id);
  return found?.personId ?? noPlan();
}

function noPlan(): never {
  throw new Refusal('HANDOVER_PLAN_REQUIRED', ['planRef']);
}

function newest(member: string) {
  return ({ events }: { readonly events: readonly { readonly payload: object }[] }): Record<string, string> => {
    const made = (events.at(-1)?.payload as Record<string, string> | undefined)?.[member];
    return made === undefined ? {} : { [member]: made };
  };
}

function notFound(): never {
  throw new Refusal('NOT_FOUND');
}
