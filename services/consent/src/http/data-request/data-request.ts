import {
  Code,
  Codes,
  fault,
  Flag,
  Id,
  InstantField,
  Label,
  LocalDate,
  malformed,
  PLAN_SECTIONS,
  RESTRICTION_GROUNDS,
  Text,
} from '@carethread/contracts';
import { answerOf, codes, commandFrom, commandOn, listOn, readOn, type Route, headOf } from '@carethread/http-api';
import { dataRequest } from '../../domain/data-request/decider.js';
import type { DataRequestState } from '../../domain/data-request/state.js';
import { dataRequestList } from '../../views/data-request-list.js';

const RIGHTS = ['access', 'rectification', 'erasure', 'restriction', 'objection'] as const;

class DataRequestRequest {
  @Id() personId!: string;
  @Code(RIGHTS) right!: string;
  @Text({ optional: true }) about?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RefuseDataRequestRequest {
  @Label({ optional: true }) article?: string;
  @Flag({ optional: true }) icoRouteGiven?: boolean;
  @Text({ optional: true }) reasons?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RestrictProcessingRequest {
  /** Sections of the person's plans. */
  @Codes(Object.keys(PLAN_SECTIONS), { min: 1 }) fields!: string[];
  @Code(RESTRICTION_GROUNDS) ground!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class LiftRestrictionRequest {
  @Text({ optional: true }) reason?: string;
  /** On which day the person was told that it would be lifted. */
  @LocalDate({ optional: true }) personToldOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PATH = '/consent/data-requests';

const FILTERS = { state: codes('received', 'refused', 'restricted', 'lifted'), right: codes(...RIGHTS) } as const;

export const dataRequestRoutes: readonly Route[] = [
  commandOn(dataRequest)({
    method: 'POST',
    path: PATH,
    summary: 'Ask for one’s data, or for a fact to be set right',
    capability: 'makeDataRequest',
    body: DataRequestRequest,
    stream: 'new',
    command: ({ body }) => commandFrom('ReceiveDataRequest', body),
    answer: ({ state }) => ({ dueAt: state.dueAt }),
  }),
  listOn(dataRequest)({
    path: PATH,
    summary: 'Data requests: of one person, or over many people by when they are to be answered',
    capability: 'readConsent',
    show: shown,
    filters: FILTERS,
    entries: {
      view: dataRequestList,
      filters: FILTERS,
      between: { from: 'dueFrom', to: 'dueTo' },
      holder: ({ state, opened }) => dataRequest.holder(state, opened, 'readConsent'),
      item: (kept) => ({ ...headOf(kept), ...shown(kept.state) }),
    },
  }),
  readOn(dataRequest)({
    path: `${PATH}/:id`,
    summary: 'A data request',
    capability: 'readConsent',
    show: shown,
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: `${PATH}/:id/refusal`,
    summary: 'Refuse a data request, with reasons and the way to complain',
    capability: 'decideDataRequest',
    body: RefuseDataRequestRequest,
    command: ({ body: { icoRouteGiven = true, ...body } }) => {
      // ENG-148: the person who is refused reads with it how to complain.
      if (!icoRouteGiven) malformed(fault('/icoRouteGiven', 'notAllowed', 'is never false'));
      return commandFrom('RefuseDataRequest', body);
    },
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: `${PATH}/:id/restriction`,
    summary: 'Restrict the processing of sections of the person’s plans: they are stored, and shown to few',
    capability: 'decideDataRequest',
    body: RestrictProcessingRequest,
    command: ({ body }) => commandFrom('RestrictProcessing', body),
  }),
  commandOn(dataRequest)({
    method: 'POST',
    path: `${PATH}/:id/restriction/lifting`,
    summary: 'Lift a restriction of processing, once the person was told',
    capability: 'decideDataRequest',
    body: LiftRestrictionRequest,
    command: ({ body }) => commandFrom('LiftRestriction', body),
  }),
];

/** ENG-148: the way to complain stands with every refusal, by whomever and for whatever reason. */
const COMPLAINT = { to: 'Information Commissioner’s Office', at: 'https://ico.org.uk/make-a-complaint/' };

function shown(state: DataRequestState) {
  return answerOf({ ...state, complaint: state.state === 'refused' ? COMPLAINT : undefined });
}
