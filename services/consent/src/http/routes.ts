import { Refusal } from '@carethread/contracts';
import type { JsonObject } from '@carethread/ledger';
import { commandFrom, commandOn, listOn, query, readOn, type Ask, type Route } from '@carethread/service-kit';
import { careConsent, type CareConsentState, type Scope } from '../domain/care-consent.js';
import type { ConsentFacts } from '../domain/facts.js';
import { involvement, type InvolvementState } from '../domain/involvement.js';
import { dataRequest, disclosure, inspection, type DisclosureState } from '../domain/privacy.js';
import { outstanding, signOff, type SignOffState } from '../domain/sign-off.js';
import type { SubjectSignOff } from '../exchange/sign-offs-by-subject.js';
import * as requests from './requests.js';

const SO = '/consent/sign-offs';
const CO = '/consent/persons/:personId/contacts/:contactId';

const shownSignOff = (state: SignOffState): JsonObject => ({
  ...(state.requested ?? {}),
  required: state.requested?.requiredSignatories.map(({ role }) => role) ?? [],
  state: state.state,
  signatures: state.signatures,
  outstanding: outstanding(state),
  ...(state.completedAt === undefined ? {} : { completedAt: state.completedAt, legalBasis: 'ownConsent' }),
});

/** `whole`, or a list of action ids. */
function scopeOf(scope: unknown, actionIds: readonly string[] | undefined): Scope {
  if (Array.isArray(scope) && scope.every((one) => typeof one === 'string')) return scope;
  if (actionIds !== undefined) return actionIds;
  if (scope === undefined || scope === 'whole') return 'whole';
  throw new Refusal('MALFORMED', ['/scope: must be whole or a list of action ids']);
}

async function signOffsOf(ask: Ask, subjectId: string): Promise<readonly SubjectSignOff[]> {
  return (
    await ask.runtime.views.view<SubjectSignOff>('signOffsBySubject').find({ subjectId }, { orderBy: 'since' })
  ).map(({ doc }) => doc);
}

/** A grant is for a service, so it concerns whoever that service has served. */
async function inspectionsOf({ runtime }: Ask, personId: string): Promise<readonly JsonObject[]> {
  const { organisations } = await runtime.relations(personId);
  const found: JsonObject[] = [];
  for (const [organisationId, { serviceIds }] of Object.entries(organisations))
    for (const { inspectionId: id, ...grant } of (await runtime.relations(organisationId)).organisation?.inspections ??
      [])
      if (grant.serviceId === null || serviceIds.length === 0 || serviceIds.includes(grant.serviceId))
        found.push({ id, ...grant });
  return found;
}

export const routes: readonly Route[] = [
  query({
    path: SO,
    summary: 'The sign-offs of a plan, a risk assessment, or a person',
    as: 'readConsent',
    asks: { subjectId: { type: 'string', format: 'uuid' }, personId: { type: 'string', format: 'uuid' } },
    person: async (ask) => {
      const { subjectId, personId } = ask.query;
      if (subjectId === undefined) return personId ?? malformed();
      return (await signOffsOf(ask, subjectId))[0]?.personId ?? null;
    },
    answer: async (ask) => {
      const { subjectId, personId } = ask.query;
      const ids =
        subjectId === undefined
          ? await ask.runtime.ids(signOff.category, personId ?? '')
          : (await signOffsOf(ask, subjectId)).map(({ signOffId }) => signOffId);
      const items = [];
      for (const id of ids) {
        const { state, etag, revision } = await ask.runtime.streams.load(signOff, id);
        items.push({ id, revision, etag: `"${etag}"`, ...shownSignOff(state as SignOffState) });
      }
      return { body: { items } };
    },
  }),
  readOn(signOff)({
    path: `${SO}/:id`,
    summary: 'A sign-off',
    as: 'readConsent',
    show: shownSignOff,
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${SO}/:id/signatures`,
    summary: 'Sign, or record a signature given before a witness',
    as: 'sign',
    body: requests.RecordSignatureRequest,
    command: ({ body }) => commandFrom('RecordSignature', body),
    answer: ({ state }) => ({ state: state.state, outstanding: outstanding(state) }),
  }),
  commandOn(signOff)({
    method: 'POST',
    path: `${SO}/:id/refusals`,
    summary: 'Refuse to sign, with reasons',
    as: 'sign',
    body: requests.RefuseSignatureRequest,
    command: ({ body: { by: _, ...body } }) => commandFrom('RefuseSignature', body),
  }),
  // snippet: withdrawal
  commandOn(careConsent)({
    method: 'POST',
    path: '/consent/plans/:planId/withdrawal',
    summary: 'Withdraw consent to care, whole or in part',
    as: 'refuseOrWithdraw',
    body: requests.WithdrawConsentRequest,
    created: true,
    readAt: '/consent/plans/:planId/consent',
    target: ({ params }) => params['planId'] ?? '',
    command: ({ body: { scope, actionIds, by: _, ...body } }) => ({
      ...commandFrom('WithdrawConsent', body),
      scope: scopeOf(scope, actionIds),
    }),
  }),
  // end of snippet
  commandOn(signOff)({
    method: 'POST',
    path: '/consent/plans/:planId/restoration',
    summary: 'Ask for the signature that restores consent',
    as: 'refuseOrWithdraw',
    body: requests.RestoreConsentRequest,
    creates: true,
    readAt: `${SO}/:id`,
    person: async ({ runtime, params }) =>
      (await runtime.streams.load(careConsent, params['planId'] ?? '')).personId ?? notFound(),
    command: async ({ runtime, params, body: { scope } }) => {
      const planId = params['planId'] ?? '';
      const { personId, state } = await runtime.streams.load(careConsent, planId);
      if ((state as CareConsentState).withdrawn.length === 0) throw new Refusal('STATE_CONFLICT', ['given']);
      const { facts } = await runtime.known<ConsentFacts>(personId ?? '');
      return {
        type: 'RequestSignOff',
        subject: 'restoration',
        subjectId: planId,
        proposalNo: 0,
        contentHash: facts.plans[planId]?.contentHash ?? '',
        requiredSignatories: [{ role: 'person', reason: 'ownConsent' }],
        risks: [],
        scope: scopeOf(scope, undefined),
      };
    },
    answer: ({ id }) => ({ signOffId: id }),
  }),
  query({
    path: '/consent/plans/:planId/consent',
    summary: 'Consent to care under a plan, and its whole history',
    as: 'readConsent',
    person: async ({ runtime, params }) =>
      (await runtime.streams.load(careConsent, params['planId'] ?? '')).personId ?? notFound(),
    answer: async ({ runtime, params }) => ({
      body: (await runtime.streams.load(careConsent, params['planId'] ?? '')).state,
    }),
  }),
  commandOn(involvement)({
    method: 'PUT',
    path: CO,
    summary: 'Name a contact and what they are involved in',
    as: 'changeInvolvement',
    body: requests.NameContactRequest,
    exists: false,
    target: ({ params }) => params['personId'] ?? '',
    command: ({ params, body: { party, byPerson: _, ...body } }) =>
      commandFrom('NameContact', {
        contactId: params['contactId'] ?? '',
        ...(party?.name === undefined ? {} : { name: party.name }),
        ...(party?.kind === undefined ? {} : { kind: party.kind }),
        ...(party?.role === undefined ? {} : { role: party.role }),
        ...body,
      }),
  }),
  commandOn(involvement)({
    method: 'DELETE',
    path: CO,
    summary: 'Withdraw a contact’s involvement: recorded, nothing is deleted',
    as: 'changeInvolvement',
    target: ({ params }) => params['personId'] ?? '',
    command: ({ params }) => ({ type: 'WithdrawInvolvement', contactId: params['contactId'] ?? '' }),
  }),
  query({
    path: '/consent/persons/:personId/contacts',
    summary: 'The involvement register, with whoever was withdrawn',
    as: 'readConsent',
    person: ({ params }) => params['personId'] ?? null,
    answer: async ({ runtime, params }) => ({
      body: {
        items: ((await runtime.streams.load(involvement, params['personId'] ?? '')).state as InvolvementState).contacts,
      },
    }),
  }),
  commandOn(disclosure)({
    method: 'POST',
    path: '/consent/disclosures',
    summary: 'Disclose the latest published version to one recipient',
    as: 'disclose',
    body: requests.MakeDisclosureRequest,
    creates: true,
    command: ({ body: asked }) => {
      const { recipient, recipientId, planRef, planId, caveatShown = true, ...body } = asked;
      if (!caveatShown) malformed('/caveatShown');
      const plan = planId ?? (planRef as { id?: string } | undefined)?.id;
      return commandFrom('MakeDisclosure', {
        ...body,
        recipientId: recipientId ?? recipient?.id ?? malformed('/recipientId'),
        ...(plan === undefined ? {} : { planId: plan }),
      });
    },
  }),
  listOn(disclosure)({
    path: '/consent/disclosures',
    summary: 'What was disclosed to whom',
    as: 'readDisclosedCopy',
    show: shownDisclosure,
  }),
  readOn(disclosure)({
    path: '/consent/disclosures/:id',
    summary: 'A disclosure',
    as: 'readDisclosedCopy',
    show: shownDisclosure,
  }),
  commandOn(inspection)({
    method: 'POST',
    path: '/consent/inspections',
    summary: 'Grant an inspector access to one service',
    as: 'grantInspection',
    body: requests.GrantInspectionRequest,
    creates: true,
    person: () => null,
    command: ({ body: { inspector, inspectorId, regulator, ...body } }) =>
      commandFrom('GrantInspection', {
        ...body,
        regulator: regulator ?? 'CQC',
        inspectorId: inspectorId ?? inspector ?? malformed('/inspectorId'),
      }),
  }),
  query({
    path: '/consent/inspections',
    summary: 'The grants by which inspectors see or saw a person’s record',
    as: 'grantInspection',
    asks: { personId: { type: 'string', format: 'uuid' } },
    person: ({ query: { personId } }) => personId ?? malformed('personId'),
    answer: async (ask) => ({ body: { items: await inspectionsOf(ask, ask.query['personId'] ?? '') } }),
  }),
  readOn(inspection)({
    path: '/consent/inspections/:id',
    summary: 'An inspection grant',
    as: 'grantInspection',
    show: ({ grant }) => ({ ...grant }),
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: '/consent/data-requests',
    summary: 'Ask for one’s data, or for a fact to be set right',
    as: 'makeDataRequest',
    body: requests.DataRequestRequest,
    creates: true,
    command: ({ body }) => commandFrom('ReceiveDataRequest', body),
    answer: ({ state }) => ({ dueAt: state.dueAt }),
  }),
  listOn(dataRequest)({
    path: '/consent/data-requests',
    summary: 'The data requests of a person',
    as: 'readConsent',
    show: (state) => ({ ...state }),
  }),
  readOn(dataRequest)({
    path: '/consent/data-requests/:id',
    summary: 'A data request',
    as: 'readConsent',
    show: (state) => ({ ...state }),
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: '/consent/data-requests/:id/refusal',
    summary: 'Refuse a data request, with reasons and the way to complain',
    as: 'decideDataRequest',
    body: requests.RefuseDataRequestRequest,
    command: ({ body: { icoRouteGiven = true, ...body } }) => {
      // ENG-148: whoever is refused is told how to complain.
      if (!icoRouteGiven) malformed('/icoRouteGiven');
      return commandFrom('RefuseDataRequest', body);
    },
  }),
];

function shownDisclosure({ made, supersededOn }: DisclosureState): JsonObject {
  return {
    ...made,
    // CPA-41: the plan may not show true severity on the day it is read.
    ...(made === undefined
      ? {}
      : { caveat: 'This plan shows the position on its preparation date only; it is no measure of severity.' }),
    ...(supersededOn === undefined ? {} : { supersededOn }),
  };
}

function malformed(item = 'subjectId or personId'): never {
  throw new Refusal('MALFORMED', [item]);
}

function notFound(): never {
  throw new Refusal('NOT_FOUND');
}
