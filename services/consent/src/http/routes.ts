import { heldBy } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import { commandFrom, commandOn, listOn, query, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { involvement, type InvolvementState } from '../domain/involvement/decider.js';
import { consentNotice, type ConsentNoticeState } from '../domain/consent-notice/decider.js';
import {
  dataRequest,
  disclosure,
  inspection,
  type DataRequestState,
  type DisclosureState,
} from '../domain/disclosure/decider.js';
import { careConsentRoutes } from './care-consent/care-consent.js';
import * as requests from './requests.js';
import { malformed } from './statement.js';
import { signOffRoutes } from './sign-off/sign-off.js';

const CO = '/consent/persons/:personId/contacts/:contactId';

/** A grant is for a service, so it concerns whoever that service has served. */
async function inspectionsOf(
  { runtime, tenantId, sight }: RequestContext,
  personId: string,
): Promise<readonly JsonObject[]> {
  const ties = Object.values((await runtime.relations(personId)).ties);
  const found: JsonObject[] = [];
  for (const organisationId of new Set(ties.map((tie) => tie.organisationId))) {
    const served = ties.filter((tie) => tie.organisationId === organisationId).map(({ serviceId }) => serviceId);
    if (!(await sight(personId).sees(heldBy(organisationId)))) continue;
    for (const { inspectionId: id, ...grant } of await runtime.grantsOf(tenantId, organisationId))
      if (
        grant.serviceId === null ||
        served.some((serviceId) => serviceId === undefined || serviceId === grant.serviceId)
      )
        found.push({ id, ...grant });
  }
  return found;
}

export const routes: readonly Route[] = [
  ...signOffRoutes,
  ...careConsentRoutes,
  listOn(consentNotice)({
    path: '/consent/notices',
    summary: 'What was told to whom of consent that staff recorded',
    capability: 'readConsent',
    addressed: true,
    show: shownNotice,
  }),
  readOn(consentNotice)({
    path: '/consent/notices/:id',
    summary: 'A notice of consent that staff recorded',
    capability: 'readConsent',
    show: shownNotice,
  }),
  commandOn(involvement)({
    method: 'PUT',
    path: CO,
    summary: 'Name a contact and what they are involved in',
    capability: 'changeInvolvement',
    body: requests.NameContactRequest,
    stream: 'either',
    target: ({ params }) => params['personId'] ?? '',
    command: ({ params, body: { party, ...body } }) =>
      commandFrom('NameContact', {
        contactId: params['contactId'] ?? '',
        ...(party?.id === undefined ? {} : { partyId: party.id }),
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
    capability: 'changeInvolvement',
    target: ({ params }) => params['personId'] ?? '',
    command: ({ params }) => ({ type: 'WithdrawInvolvement', contactId: params['contactId'] ?? '' }),
  }),
  query({
    path: '/consent/persons/:personId/contacts',
    summary: 'The involvement register, with whoever was withdrawn',
    capability: 'readConsent',
    of: { on: involvement, id: ({ params }) => params['personId'] ?? '' },
    person: ({ params }) => params['personId'] ?? null,
    paged: true,
    answer: async ({ runtime, params }) => ({
      body: {
        items: ((await runtime.commands.load(involvement, params['personId'] ?? '')).state as InvolvementState)
          .contacts,
      },
    }),
  }),
  commandOn(disclosure)({
    method: 'POST',
    path: '/consent/disclosures',
    summary: 'Disclose the latest published version to one recipient',
    capability: 'disclose',
    body: requests.MakeDisclosureRequest,
    stream: 'new',
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
    capability: 'readDisclosedCopy',
    addressed: true,
    show: shownDisclosure,
  }),
  readOn(disclosure)({
    path: '/consent/disclosures/:id',
    summary: 'A disclosure',
    capability: 'readDisclosedCopy',
    show: shownDisclosure,
  }),
  commandOn(inspection)({
    method: 'POST',
    path: '/consent/inspections',
    summary: 'Grant an inspector access to one service',
    capability: 'grantInspection',
    body: requests.GrantInspectionRequest,
    stream: 'new',
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
    capability: 'grantInspection',
    of: 'each',
    queryParameters: { personId: { type: 'string', format: 'uuid' } },
    person: ({ query: { personId } }) => personId ?? malformed('personId'),
    paged: true,
    answer: async (ask) => ({ body: { items: await inspectionsOf(ask, ask.query['personId'] ?? '') } }),
  }),
  readOn(inspection)({
    path: '/consent/inspections/:id',
    summary: 'An inspection grant',
    capability: 'grantInspection',
    show: ({ grant }) => ({ ...grant }),
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: '/consent/data-requests',
    summary: 'Ask for one’s data, or for a fact to be set right',
    capability: 'makeDataRequest',
    body: requests.DataRequestRequest,
    stream: 'new',
    command: ({ body }) => commandFrom('ReceiveDataRequest', body),
    answer: ({ state }) => ({ dueAt: state.dueAt }),
  }),
  listOn(dataRequest)({
    path: '/consent/data-requests',
    summary: 'The data requests of a person',
    capability: 'readConsent',
    show: shownRequest,
  }),
  readOn(dataRequest)({
    path: '/consent/data-requests/:id',
    summary: 'A data request',
    capability: 'readConsent',
    show: shownRequest,
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: '/consent/data-requests/:id/refusal',
    summary: 'Refuse a data request, with reasons and the way to complain',
    capability: 'decideDataRequest',
    body: requests.RefuseDataRequestRequest,
    command: ({ body: { icoRouteGiven = true, ...body } }) => {
      // ENG-148: whoever is refused reads with it how to complain.
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

function shownNotice({ told, givenAt }: ConsentNoticeState): JsonObject {
  return { ...told, ...(givenAt === undefined ? {} : { givenAt }) };
}

/** ENG-148: the way to complain stands with the refusal, whoever decided it and whatever they said. */
const COMPLAINT = { to: 'Information Commissioner’s Office', at: 'https://ico.org.uk/make-a-complaint/' };

function shownRequest(state: DataRequestState): JsonObject {
  return { ...state, ...(state.state === 'refused' ? { complaint: COMPLAINT } : {}) };
}
