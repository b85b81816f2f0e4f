import { localDate } from '@carethread/calendar';
import { ASSESSMENT_KINDS, Refusal } from '@carethread/contracts';
import { uuidV5, type JsonObject } from '@carethread/ledger';
import {
  codes,
  commandFrom,
  commandOn,
  listOn,
  query,
  readOn,
  type RequestContext,
  type Route,
  type ShownAt,
} from '@carethread/http-api';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentState } from '../domain/assessment/state.js';
import { findingsAt, heldBy, issueAt } from '../domain/assessment/issues.js';
import { handover } from '../domain/handover/decider.js';
import type { HandoverState } from '../domain/handover/state.js';
import { isMoved } from '../domain/assessment/moves.js';
import { organisation } from '../domain/organisation/decider.js';
import { ageAt } from '../domain/person/birth.js';
import { sheetAt, upcomingAt } from '../domain/person/sheet.js';
import { person } from '../domain/person/decider.js';
import type { PersonState } from '../domain/person/state.js';
import { publishedPlans, type PublishedPlan } from '../views/published-plans.js';
import * as requests from './requests.js';
import { shownCorrection, shownMoves } from './shown-moves.js';

const newPersonId = ({ commandId }: RequestContext): string => uuidV5(commandId, 'person');

const shownPerson = (state: PersonState, { at }: ShownAt, { actor }: RequestContext): JsonObject => {
  const { status, communication, corrections, dateOfDeath } = state;
  const sheet = sheetAt(state, at);
  const age = sheet === undefined ? undefined : ageAt(sheet, dateOfDeath ?? localDate(at));
  const upcoming = upcomingAt(state, at).map(({ field, to, effectiveFrom }) => ({ field, to, effectiveFrom }));
  return {
    status,
    ...sheet,
    ...(age === undefined ? {} : { age }),
    ...(communication === undefined ? {} : { communication }),
    corrections: corrections.map((one) => shownCorrection(one, actor)),
    ...(upcoming.length === 0 ? {} : { upcoming }),
    ...(dateOfDeath === undefined ? {} : { dateOfDeath }),
  };
};

const shownAssessment = (
  { eligibility, completedAt, findings, corrections, issue, moved, received, ...more }: AssessmentState,
  { at }: ShownAt,
  { actor }: RequestContext,
): JsonObject => {
  const { requestedAt: _, approvals: __, personId: ___, ...state } = more;
  const left = moved.filter((one) => one.at <= at);
  const isLeft = (id: string): boolean => isMoved(id, { moved: left });
  return {
    ...state,
    findings: findingsAt(findings, corrections, at).filter(({ findingId }) => !isLeft(findingId)),
    corrections: heldBy(corrections, at).filter(({ findingId }) => !isLeft(findingId)),
    ...shownMoves(left, received, actor),
    issue: completedAt === undefined ? issue : issueAt(findings, corrections, at),
    ...(eligibility === undefined ? {} : { eligibility }),
    ...(completedAt === undefined ? {} : { completedAt }),
  };
};

const shownHandover = ({ issued, ...state }: HandoverState) => ({ ...issued, ...state });

const P = '/assessment/persons';
const A = '/assessment/assessments';
const H = '/assessment/handovers';

export const routes: readonly Route[] = [
  commandOn(organisation)({
    method: 'PUT',
    path: '/assessment/organisations/:id',
    summary: 'Set an organisation and the services it runs',
    capability: 'administer',
    body: requests.SetOrganisationRequest,
    stream: 'either',
    target: ({ tenantId, params }) => uuidV5(tenantId, params['id'] ?? ''),
    person: () => null,
    command: ({ params, body: { councilOperated = false, services = [], ...body } }) => ({
      type: 'SetOrganisation',
      organisationId: params['id'] ?? '',
      organisation: { ...body, councilOperated, services },
    }),
  }),
  readOn(organisation)({
    path: '/assessment/organisations/:id',
    summary: 'An organisation',
    capability: 'readConfiguration',
    target: ({ tenantId, params }) => uuidV5(tenantId, params['id'] ?? ''),
    show: (state) => ({ ...state }),
  }),
  commandOn(person)({
    method: 'POST',
    path: P,
    summary: 'Register a person',
    capability: 'registerPerson',
    about: 'ENG-129',
    body: requests.RegisterPersonRequest,
    example: {
      name: { given: 'Synthetic', family: 'Person', preferred: 'Syn' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: ['olderPerson'],
      address: '1 Synthetic Street',
      gpPractice: 'Synthetic practice',
      fundingRoute: 'council',
    },
    stream: 'new',
    target: newPersonId,
    person: newPersonId,
    command: ({ body }) => commandFrom('RegisterPerson', body),
  }),
  listOn(person)({
    path: P,
    summary: 'The basic information sheet of a person, as a list',
    capability: 'readPerson',
    show: shownPerson,
  }),
  readOn(person)({
    path: `${P}/:id`,
    summary: 'The basic information sheet of a person',
    capability: 'readPerson',
    show: shownPerson,
  }),
  commandOn(person)({
    method: 'PATCH',
    path: `${P}/:id/basic-information`,
    summary: 'Set right a fact of the basic information sheet',
    capability: 'assess',
    body: requests.CorrectBasicInformationRequest,
    ifMatch: 'required',
    command: ({ body }) => commandFrom('CorrectBasicInformation', body),
  }),
  commandOn(person)({
    method: 'POST',
    path: `${P}/:id/communication-needs`,
    summary: 'Record, in place of what was recorded before, how the person communicates and in which formats',
    capability: 'assess',
    body: requests.RecordCommunicationNeedsRequest,
    answers: 201,
    command: ({ body: { needs = [], methods = [], ...body } }) =>
      commandFrom('RecordCommunicationNeeds', { ...body, needs, methods }),
  }),
  commandOn(person)({
    method: 'POST',
    path: `${P}/:id/moves`,
    summary: 'Move facts to the record that they belong to: asked for by two people',
    capability: 'moveFacts',
    body: requests.MoveFactsRequest,
    answers: 201,
    command: ({ body }) => commandFrom('MoveFacts', body),
    answer: ({ events }) => {
      const moved = events.some(({ type }) => type === 'FactsMoved');
      const approved = events.find(({ type }) => type === 'MoveApproved');
      return {
        state: moved ? 'moved' : 'approvedOnce',
        ...(approved?.type === 'MoveApproved' ? { lapsesAt: approved.payload.lapsesAt } : {}),
      };
    },
  }),
  commandOn(person)({
    method: 'POST',
    path: `${P}/:id/death`,
    summary: 'Record a death',
    capability: 'recordDeath',
    body: requests.RecordDeathRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordDeath', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: A,
    summary: 'Ask for an assessment',
    capability: 'assess',
    body: requests.RequestAssessmentRequest,
    stream: 'new',
    command: ({ body }) => commandFrom('RequestAssessment', body),
  }),
  listOn(assessmentDecider)({
    path: A,
    summary: 'The assessments of a person',
    capability: 'readPlan',
    show: shownAssessment,
    filters: {
      kind: codes(...ASSESSMENT_KINDS),
      state: codes('requested', 'inProgress', 'paused', 'completed', 'refused', 'cancelled'),
    },
  }),
  readOn(assessmentDecider)({
    path: `${A}/:id`,
    summary: 'An assessment',
    capability: 'readPlan',
    show: shownAssessment,
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/start`,
    summary: 'Start an assessment',
    capability: 'assess',
    body: requests.StartAssessmentRequest,
    command: ({ body }) => commandFrom('StartAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/pause`,
    summary: 'Pause an assessment',
    capability: 'assess',
    body: requests.ReasonRequest,
    command: ({ body }) => commandFrom('PauseAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/resume`,
    summary: 'Go on with an assessment',
    capability: 'assess',
    command: () => ({ type: 'ResumeAssessment' }),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/sources`,
    summary: 'Attach a source',
    capability: 'assess',
    body: requests.AttachSourceRequest,
    answers: 201,
    command: ({ body }) => commandFrom('AttachSource', body),
    answer: newest('sourceId'),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/findings`,
    summary: 'Record a finding',
    capability: 'assess',
    body: requests.RecordFindingRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordFinding', body),
    answer: newest('findingId'),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/outcomes`,
    summary: 'Identify an outcome that the person wants',
    capability: 'assess',
    body: requests.IdentifyOutcomeRequest,
    answers: 201,
    command: ({ body }) => commandFrom('IdentifyOutcome', body),
    answer: newest('outcomeId'),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/eligibility`,
    summary: 'Decide eligibility, with reasons',
    capability: 'assess',
    body: requests.DecideEligibilityRequest,
    answers: 201,
    command: ({ body }) => commandFrom('DecideEligibility', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/complete`,
    summary: 'Complete an assessment',
    capability: 'completeAssessment',
    body: requests.CompleteAssessmentRequest,
    command: ({ body }) => commandFrom('CompleteAssessment', body),
    answer: ({ state }) => ({ version: state.version }),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/refusal`,
    summary: 'Record that the person refuses an assessment',
    capability: 'refuseAssessment',
    body: requests.RefuseAssessmentRequest,
    command: ({ body }) => commandFrom('RefuseAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/corrections`,
    summary: 'Set right a finding of a completed assessment',
    capability: 'assess',
    body: requests.CorrectAssessmentRequest,
    answers: 201,
    command: ({ body }) => commandFrom('CorrectAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${A}/:id/moves`,
    summary: 'Move findings to the record of the person whom they are about: asked for by two people',
    capability: 'moveFacts',
    body: requests.MoveFindingsRequest,
    answers: 201,
    command: ({ body }) => commandFrom('MoveFindings', body),
    answer: ({ events }) => {
      const approved = events.find(({ type }) => type === 'FindingsMoveApproved');
      return approved?.type === 'FindingsMoveApproved'
        ? { state: 'approvedOnce', lapsesAt: approved.payload.lapsesAt }
        : { state: 'moved' };
    },
  }),
  query({
    path: `${A}/:id/copies`,
    summary: 'Copies of the eligibility decision',
    capability: 'readPlan',
    of: { on: assessmentDecider },
    person: async ({ runtime, params }) =>
      (await runtime.commands.load(assessmentDecider, params['id'] ?? '')).personId ?? notFound(),
    paged: true,
    answer: async ({ runtime, params }) => ({
      body: {
        items: ((await runtime.commands.load(assessmentDecider, params['id'] ?? '')).state as AssessmentState).copies,
      },
    }),
  }),
  commandOn(handover)({
    method: 'POST',
    path: H,
    summary: 'Hand a plan over to a provider',
    capability: 'issueHandover',
    body: requests.IssueHandoverRequest,
    stream: 'new',
    person: (ask) => personHandedOver(ask),
    command: ({ body }) => commandFrom('IssueHandover', body),
  }),
  listOn(handover)({ path: H, summary: 'The handovers of a person', capability: 'readPlan', show: shownHandover }),
  readOn(handover)({ path: `${H}/:id`, summary: 'A handover', capability: 'readPlan', show: shownHandover }),
  commandOn(handover)({
    method: 'POST',
    path: `${H}/:id/acceptance`,
    summary: 'Accept a handover',
    capability: 'answerHandover',
    body: requests.AcceptHandoverRequest,
    command: ({ body }) => commandFrom('AcceptHandover', body),
  }),
  commandOn(handover)({
    method: 'POST',
    path: `${H}/:id/return`,
    summary: 'Return a handover, with reasons',
    capability: 'answerHandover',
    body: requests.ReasonRequest,
    command: ({ body }) => commandFrom('ReturnHandover', body),
  }),
];

/** Whose plan it is: the caller may leave it to the plan to say. Without a plan there is nobody to hand over. */
async function personHandedOver({ runtime, body }: RequestContext<requests.IssueHandoverRequest>): Promise<string> {
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
