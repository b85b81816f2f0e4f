import { present } from '@carethread/ledger';
import { faultInName, firstDayOfLife, isSameLanguage, refuse, saysSomething } from '@carethread/contracts';
import { addDays, endOfDay, localDate } from '@carethread/calendar';
import { type Context, type Decided, type Decider, SHEET, type UniqueValue } from '@carethread/event-sourcing';
import { faultInBirth, type Born } from './birth.js';
import { claimsOf, NATIONAL, normalIdentifier, readIdentifier, type Identifier } from './identifiers.js';
import type { CorrectBasicInformation, Fact, PersonCommand, PersonEvent, PersonState } from './events.js';
import { moveFacts } from './moves.js';
import type { Name } from './names.js';
import {
  HOLDS_AT_ONCE,
  holdsFrom,
  isLanguage,
  normalValue,
  presentIn,
  sheetAt,
  type Correction,
  type PersonDetails,
} from './sheet.js';

export type { PersonEvent, PersonState } from './events.js';

const UNKNOWN: PersonState = {
  status: 'unknown',
  details: undefined,
  communication: undefined,
  corrections: [],
  dateOfDeath: undefined,
  approvals: [],
  leaving: [],
};

/** The person the council knows: the basic information sheet (ENG-129). */
export const person: Decider<PersonState, PersonCommand, PersonEvent> = {
  category: 'person',
  keyClass: 'core',
  holder: () => SHEET,
  initial: UNKNOWN,
  edits: ['PersonRegistered', 'BasicInformationCorrected', 'CommunicationNeedsRecorded', 'FactsMoved', 'FactsReceived'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'PersonRegistered':
        return { ...state, status: 'registered', details: read(event.payload) };
      case 'CommunicationNeedsRecorded':
        // Of two the one effective later holds; of the same instant the one recorded later.
        return event.meta.effectiveFrom < (state.communicationFrom ?? '')
          ? state
          : { ...state, communication: event.payload, communicationFrom: event.meta.effectiveFrom };
      case 'BasicInformationCorrected': {
        const { effectiveFrom } = event.payload;
        const { recordedAt } = event.meta;
        const from = holdsFrom(effectiveFrom, localDate(recordedAt), recordedAt);
        return { ...state, corrections: [...state.corrections, { ...readCorrection(event.payload), holdsFrom: from }] };
      }
      case 'MoveApproved':
        return { ...state, approvals: [...state.approvals, event.payload] };
      case 'FactsMoved': {
        const { moveId, toPersonId: movedTo, facts, reason, effectiveFrom } = event.payload;
        const left = facts.map(({ field, value }) => ({ field, from: value, to: '', reason, effectiveFrom, movedTo }));
        return {
          ...state,
          corrections: [...state.corrections, ...left.map((one) => ({ ...one, holdsFrom: event.meta.recordedAt }))],
          approvals: state.approvals.filter((one) => one.moveId !== moveId),
          leaving: [...state.leaving, { moveId, facts }],
        };
      }
      case 'FactsReceived': {
        const { fromPersonId: movedFrom, facts, reason, effectiveFrom } = event.payload;
        const came = facts.map(({ field, value, before }) => ({
          field,
          from: before,
          to: value,
          reason,
          effectiveFrom,
          movedFrom,
        }));
        return {
          ...state,
          corrections: [...state.corrections, ...came.map((one) => ({ ...one, holdsFrom: event.meta.recordedAt }))],
        };
      }
      case 'MoveCompleted':
        return { ...state, leaving: state.leaving.filter(({ moveId }) => moveId !== event.payload.moveId) };
      case 'ClaimsAbandoned':
        return state.status === 'unknown' ? { ...state, status: 'abandoned' } : state;
      case 'PersonDeathRecorded':
        return { ...state, status: 'deceased', dateOfDeath: event.payload.dateOfDeath };
    }
  },
  needs: (command) =>
    command.type === 'MoveFacts' ? { streams: [{ category: 'person', id: command.toPersonId }] } : {},
  unique: {
    holds: ({ details, corrections, leaving }) => [
      ...(sheetAt({ details, corrections }, '9999')?.identifiers ?? []).flatMap((one) => claimsOf(one)),
      ...leaving.flatMap(({ facts }) => numbersIn(facts)),
    ],
    taken: (event) => {
      if (event.type === 'PersonRegistered') return (event.payload.identifiers ?? []).flatMap((one) => claimsOf(one));
      if (event.type === 'BasicInformationCorrected')
        return numbersIn([{ field: event.payload.field, value: event.payload.to }]);
      return event.type === 'FactsReceived' ? numbersIn(event.payload.facts, event.payload.fromPersonId) : [];
    },
    freed: (event) => {
      if (event.type === 'BasicInformationCorrected')
        return numbersIn([{ field: event.payload.field, value: event.payload.from }]);
      return event.type === 'FactsReceived'
        ? numbersIn(event.payload.facts.map(({ field, before }) => ({ field, value: before })))
        : [];
    },
    code: 'PERSON_EXISTS',
    // Since 2, without the separators that a number was written with.
    spelling: 2,
    fence: { type: 'AbandonClaims' },
  },
  decide: (command, state, context) => {
    const today = localDate(context.now);
    happenedInLife(state, context);
    switch (command.type) {
      case 'RegisterPerson': {
        if (state.status === 'abandoned') refuse('PERSON_EXISTS');
        const { type: _, ...details } = command;
        const payload = registrable(details, today);
        if (localDate(context.occurredAt) < (firstDayOfLife(payload) ?? ''))
          refuse('TIMESCALE_INVALID', ['occurredAt']);
        return [{ type: 'PersonRegistered', payload }];
      }
      case 'RecordCommunicationNeeds': {
        const { type: _, ...needs } = command;
        if (state.status === 'deceased') refuse('STATE_CONFLICT', ['deceased']);
        if (!saysSomething(needs))
          refuse('MALFORMED', ['/formats: name a need, a language, a format or a method; standard is a format']);
        return [{ type: 'CommunicationNeedsRecorded', payload: needs }];
      }
      case 'CorrectBasicInformation':
        return correct(command, state, context);
      case 'MoveFacts':
        return moveFacts(command, state, context.stream(person, command.toPersonId), context);
      case 'ReceiveFacts': {
        const { type: _, facts, ...moved } = command;
        const here = sheetAt(state, context.now);
        if (here === undefined) return refuse('NOT_FOUND');
        const arrived = facts.map((fact) => ({ ...fact, before: presentIn(here, fact.field) }));
        return arrived.every(({ value, before }) => value === before)
          ? []
          : [{ type: 'FactsReceived', payload: { ...moved, facts: arrived } }];
      }
      case 'CompleteMove':
        return state.leaving.some(({ moveId }) => moveId === command.moveId)
          ? [{ type: 'MoveCompleted', payload: { moveId: command.moveId } }]
          : [];
      case 'AbandonClaims':
        return state.status === 'abandoned' ? [] : [{ type: 'ClaimsAbandoned', payload: {} }];
      case 'RecordDeath': {
        const { type: _, ...death } = command;
        if (death.dateOfDeath > today) refuse('FUTURE_DATE', ['dateOfDeath']);
        const sheet = sheetAt(state, context.now);
        if (death.dateOfDeath < ((sheet === undefined ? undefined : firstDayOfLife(sheet)) ?? ''))
          refuse('MALFORMED', ['dateOfDeath: lies before birth']);
        if (state.status === 'deceased') refuse('STATE_CONFLICT', ['deceased']);
        return [{ type: 'PersonDeathRecorded', payload: death }];
      }
    }
  },
};

/** National numbers in their one spelling, however they were stored. */
function read({ identifiers, ...details }: PersonDetails): PersonDetails {
  return identifiers === undefined ? details : { ...details, identifiers: identifiers.map(readIdentifier) };
}

function readCorrection<Made extends Pick<Correction, 'field' | 'from' | 'to'>>(made: Made): Made {
  const [section, scheme] = made.field.split('.');
  if (section !== 'identifiers' || scheme === undefined) return made;
  const spelt = (value: string): string => (value === '' ? '' : readIdentifier({ scheme, value }).value);
  return { ...made, from: spelt(made.from), to: spelt(made.to) };
}

/** Nothing is told of anybody before they were born. */
function happenedInLife(state: PersonState, { now, occurredAt }: Context): void {
  const sheet = sheetAt(state, now);
  if (localDate(occurredAt) < ((sheet && firstDayOfLife(sheet)) ?? '')) refuse('TIMESCALE_INVALID', ['occurredAt']);
}

function numbersIn(facts: readonly Fact[], from?: string): readonly UniqueValue[] {
  return facts.flatMap(({ field, value }) =>
    field.startsWith('identifiers.') && value !== ''
      ? claimsOf({ scheme: field.slice('identifiers.'.length), value }, from)
      : [],
  );
}

/** A registration as it is stored, with its numbers in their one form. Throws where something in it is none. */
function registrable({ identifiers, ...details }: PersonDetails, today: string): PersonDetails {
  wellNamed(details.name);
  wellBorn(details, 'dateOfBirth', today);
  if (!isLanguage(details.firstLanguage)) refuse('MALFORMED', ['/firstLanguage: must be a language tag (BCP 47)']);
  if (identifiers === undefined) return details;
  const stored = identifiers.map((one, index) => {
    const normal = normalIdentifier(one);
    return normal ?? refuse('MALFORMED', [`/identifiers/${String(index)}/value: is no ${one.scheme} number`]);
  });
  unlike(stored);
  return { ...details, identifiers: stored };
}

function wellNamed(name: Name): void {
  if (name.given === undefined && name.family === undefined)
    refuse('MALFORMED', ['/name: needs a given name or a family name']);
  for (const [part, value] of Object.entries(name)) {
    const fault = faultInName(value);
    if (fault !== undefined) refuse('MALFORMED', [`/name/${part}: ${fault}`]);
  }
}

function wellBorn(born: Born, member: string, today: string): void {
  if ((born.dateOfBirth === undefined) === (born.birth === undefined))
    refuse('MALFORMED', ['/dateOfBirth: either it is given, or birth']);
  switch (faultInBirth(born, today)) {
    case 'future':
      return refuse('FUTURE_DATE', [member]);
    case 'tooLongAgo':
      return refuse('MALFORMED', [`/${member}: lies more than 130 years ago`]);
    case 'noDate':
      return refuse('MALFORMED', [`/${member}: must be a date YYYY-MM-DD`]);
    case undefined:
  }
}

/** One NHS number and one CHI number a person; of their own references, none twice. */
function unlike(identifiers: readonly Identifier[]): void {
  const national: readonly string[] = NATIONAL;
  identifiers.forEach(({ scheme, value }, index) => {
    const before = identifiers.slice(0, index);
    if (before.some((one) => one.scheme === scheme && (national.includes(scheme) || one.value === value)))
      refuse('MALFORMED', [`/identifiers/${String(index)}: ${scheme} is there already`]);
  });
}

function correct(
  { field, from, to, withdrawn = false, reason, effectiveFrom }: CorrectBasicInformation,
  state: PersonState,
  context: Context,
): readonly Decided<PersonEvent>[] {
  const today = localDate(context.now);
  const day = effectiveFrom ?? today;
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const isNumber = field.startsWith('identifiers.');
  if (isNumber && !context.actor.roles.includes('AS') && !context.actor.qualifications.includes('assessor'))
    refuse('NOT_QUALIFIED', ['assessor']);
  if (withdrawn === (to !== undefined) || (withdrawn && !isNumber))
    return refuse('MALFORMED', ['/to: is required; a number may be withdrawn instead']);
  const value = to === undefined ? '' : normal(field, to);
  // What was recorded of a day that is over stands for all of it.
  const known = sheetAt(state, day < today ? endOfDay(day) : holdsFrom(day, today, context.now));
  const present = field === 'identifiers.local' && from !== undefined ? local(from, known) : presentIn(known, field);
  if (from !== undefined && !isSame(field, normalOr(field, from), present)) refuse('STATE_CONFLICT', ['from']);
  if (withdrawn && present === '') refuse('REFERENCE_NOT_FOUND', [field]);
  if (field === 'dateOfBirth' || field === 'birth') bornBeforeDeath(field, value, state, today);
  within(field, day, today, known, value);
  if (isSame(field, present, value) && !state.corrections.some((one) => one.field === field && one.effectiveFrom > day))
    return [];
  return [
    {
      type: 'BasicInformationCorrected',
      // So that a question about an earlier day finds what is known of it; what holds from a later one is shown as upcoming.
      ...(day < today ? { effectiveFrom: holdsFrom(day, today, context.now) } : {}),
      payload: { field, from: present, to: value, reason, effectiveFrom: day },
    },
  ];
}

function isSame(field: string, value: string, other: string): boolean {
  return field === 'firstLanguage' ? isSameLanguage(value, other) : value === other;
}

function normal(field: string, to: string): string {
  if (field === 'dateOfBirth') return to;
  const found = normalValue(field, to);
  return 'fault' in found ? refuse('MALFORMED', [`/to: ${found.fault}`]) : found.value;
}

function normalOr(field: string, from: string): string {
  const found = normalValue(field, from);
  return 'fault' in found ? from : found.value;
}

function local(value: string, known: PersonDetails | undefined): string {
  return known?.identifiers?.find((one) => one.scheme === 'local' && one.value === value.trim())?.value ?? '';
}

/** A correction holds from a day of the person's life, and from one that can be foreseen. */
function within(field: string, day: string, today: string, known: PersonDetails | undefined, value: string): void {
  if (day > (HOLDS_AT_ONCE.includes(field) ? today : addDays(today, 366))) refuse('FUTURE_DATE', ['effectiveFrom']);
  // Of a birth itself, the one that is now known.
  const born = field === 'dateOfBirth' || field === 'birth' ? bornAs(field, value) : known;
  if (day < ((born && firstDayOfLife(born)) ?? '')) refuse('MALFORMED', ['/effectiveFrom: lies before birth']);
}

function bornAs(field: string, value: string): Born {
  const [year, month] = value.split('-').map(Number);
  return field === 'dateOfBirth'
    ? { dateOfBirth: value }
    : { birth: present({ year: year ?? 0, month, estimated: true }) };
}

function bornBeforeDeath(field: string, value: string, { dateOfDeath }: PersonState, today: string): void {
  const born = bornAs(field, value);
  wellBorn(born, 'to', today);
  if (dateOfDeath !== undefined && (firstDayOfLife(born) ?? '') > dateOfDeath)
    refuse('MALFORMED', ['/to: lies after death']);
}
