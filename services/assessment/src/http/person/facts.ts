import {
  Code,
  Codes,
  Count,
  Flag,
  FORMATS,
  Id,
  Ids,
  InstantField,
  Lang,
  ListOf,
  LocalDate,
  Text,
  Texts,
} from '@carethread/contracts';
import { commandFrom, commandOn, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { person } from '../../domain/person/decider.js';
import { MOVABLE } from '../../domain/person/moves.js';
import { CORRECTABLE } from '../../domain/person/sheet.js';
import { PATH } from './path.js';

class PreferredFormat {
  @Code(FORMATS) format!: string;
  @Count({ min: 1 }) priority!: number;
  @Lang({ optional: true }) lang?: string;
}

class RecordCommunicationNeedsRequest {
  @Texts({ optional: true }) needs?: string[];
  @Lang({ optional: true }) preferredLanguage?: string;
  @ListOf(() => PreferredFormat) formats!: PreferredFormat[];
  @Texts({ optional: true }) methods?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

class CorrectBasicInformationRequest {
  @Code(CORRECTABLE) field!: string;
  /** What is set right: where it is sent, it must be what stands there. */
  @Text({ optional: true }) from?: string;
  @Text({ optional: true }) to?: string;
  /** Of a number, in place of `to`: it is not this person's, and theirs is not known. */
  @Flag({ optional: true }) withdrawn?: boolean;
  @Text({ optional: true }) reason?: string;
  @LocalDate({ optional: true }) effectiveFrom?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Asked for by two people, each for themselves. */
class MoveFactsRequest {
  @Id() toPersonId!: string;
  @Codes(MOVABLE) fields!: string[];
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Two records that may be taken for one, of two people. */
class DistinguishRequest {
  @Ids({ min: 1, max: 50 }) notSameAs!: string[];
  @Text({ optional: true, max: 1000 }) reason?: string;
}

export const factsRoutes: readonly Route[] = [
  commandOn(person)({
    method: 'PATCH',
    path: `${PATH}/:id/basic-information`,
    summary: 'Set right a fact of the basic information sheet',
    capability: 'assess',
    body: CorrectBasicInformationRequest,
    ifMatch: 'required',
    command: ({ body }) => commandFrom('CorrectBasicInformation', body),
  }),
  commandOn(person)({
    method: 'POST',
    path: `${PATH}/:id/communication-needs`,
    summary: 'Record, in place of what was recorded before, how the person communicates and in which formats',
    capability: 'assess',
    body: RecordCommunicationNeedsRequest,
    answers: 201,
    command: ({ body: { needs = [], methods = [], ...body } }) =>
      commandFrom('RecordCommunicationNeeds', { ...body, needs, methods }),
  }),
  commandOn(person)({
    method: 'POST',
    path: `${PATH}/:id/distinctions`,
    summary: 'Say of people for whom a person may be taken that they are somebody else, and why',
    capability: 'moveFacts',
    about: 'ENG-129',
    body: DistinguishRequest,
    answers: 201,
    command: ({ body }) => commandFrom('DistinguishPerson', body),
  }),
  commandOn(person)({
    method: 'POST',
    path: `${PATH}/:id/moves`,
    summary: 'Move facts to the record that they belong to: asked for by two people',
    capability: 'moveFacts',
    body: MoveFactsRequest,
    answers: 201,
    command: ({ body }) => commandFrom('MoveFacts', body),
    answer: ({ events }) => {
      const approved = events.find(({ type }) => type === 'MoveApproved');
      return present<{ state: 'moved' | 'approvedOnce'; lapsesAt?: string }>({
        state: events.some(({ type }) => type === 'FactsMoved') ? 'moved' : 'approvedOnce',
        lapsesAt: approved?.type === 'MoveApproved' ? approved.payload.lapsesAt : undefined,
      });
    },
  }),
];
