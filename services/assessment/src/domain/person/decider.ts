import { localDate } from '@carethread/calendar';
import { fault, firstDayOfLife, malformed, refuse, saysSomething } from '@carethread/contracts';
import { SHEET, type Decider } from '@carethread/event-sourcing';
import { correct, type CorrectBasicInformation } from './correction.js';
import { recordDeath, type RecordDeath } from './death.js';
import type { DistinguishPerson } from './distinction.js';
import { distinguish, needsOthers } from './distinguish.js';
import type { CommunicationNeeds, PersonEvent } from './events.js';
import { evolve } from './evolve.js';
import {
  completeMove,
  moveFacts,
  receiveFacts,
  type CompleteMove,
  type MoveFacts,
  type ReceiveFacts,
} from './moves.js';
import { uniqueNumbers, type AbandonClaims } from './numbers.js';
import { register, type RegisterPerson } from './registration.js';
import { sheetAt } from './sheet.js';
import { UNKNOWN, type PersonState } from './state.js';

export type PersonCommand =
  | RegisterPerson
  | ({ readonly type: 'RecordCommunicationNeeds' } & CommunicationNeeds)
  | CorrectBasicInformation
  | DistinguishPerson
  | MoveFacts
  | ReceiveFacts
  | CompleteMove
  | AbandonClaims
  | RecordDeath;

/** The person the council knows: the basic information sheet (ENG-129). */
export const person: Decider<PersonState, PersonCommand, PersonEvent> = {
  category: 'person',
  keyClass: 'core',
  holder: () => SHEET,
  initial: UNKNOWN,
  edits: ['PersonRegistered', 'BasicInformationCorrected', 'CommunicationNeedsRecorded', 'FactsMoved', 'FactsReceived'],
  needs: (command) => {
    if (command.type === 'DistinguishPerson') return needsOthers(command);
    return command.type === 'MoveFacts' ? { streams: [{ category: 'person', id: command.toPersonId }] } : {};
  },
  unique: uniqueNumbers,
  // Nothing is recorded of anybody before they were born.
  admits: (_, state, { now, occurredAt }) => {
    const sheet = sheetAt(state, now);
    if (localDate(occurredAt) < ((sheet && firstDayOfLife(sheet)) ?? '')) refuse('TIMESCALE_INVALID', ['occurredAt']);
    return true;
  },
  decide: {
    RegisterPerson: register,
    RecordCommunicationNeeds: ({ type: _, ...needs }, { status }) => {
      if (status === 'deceased') refuse('STATE_CONFLICT', ['deceased']);
      if (!saysSomething(needs))
        malformed(fault('/formats', 'empty', 'name a need, a language, a format or a method; standard is a format'));
      return [{ type: 'CommunicationNeedsRecorded', payload: needs }];
    },
    CorrectBasicInformation: correct,
    DistinguishPerson: (command, state, context) => distinguish(command, state, context, person),
    MoveFacts: (command, state, context) =>
      moveFacts(command, state, context.stream(person, command.toPersonId), context),
    ReceiveFacts: receiveFacts,
    CompleteMove: completeMove,
    AbandonClaims: (_, { status }) => (status === 'abandoned' ? [] : [{ type: 'ClaimsAbandoned', payload: {} }]),
    RecordDeath: recordDeath,
  },
  evolve,
};
