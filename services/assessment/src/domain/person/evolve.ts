import { localDate } from '@carethread/calendar';
import type { EvolveTable } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { apartFrom } from './distinction.js';
import type { PersonEvent } from './events.js';
import { readIdentifier } from './identifiers.js';
import { holdsFrom, type Correction, type PersonDetails } from './sheet.js';
import type { PersonState } from './state.js';

export const evolve: EvolveTable<PersonState, PersonEvent> = {
  PersonRegistered: (state, { payload: { notSameAs, reason: _, ...details } }) =>
    present<PersonState>({
      ...state,
      status: 'registered',
      details: read(details),
      notSameAs: notSameAs && apartFrom(state, notSameAs),
    }),
  PersonDistinguished: (state, { payload: { notSameAs } }) => ({ ...state, notSameAs: apartFrom(state, notSameAs) }),
  // Of two the one effective later holds; of the same instant the one recorded later.
  CommunicationNeedsRecorded: (state, { payload, meta: { effectiveFrom } }) =>
    effectiveFrom < (state.communicationFrom ?? '')
      ? state
      : { ...state, communication: payload, communicationFrom: effectiveFrom },
  BasicInformationCorrected: (state, { payload, meta: { recordedAt } }) => {
    const from = holdsFrom(payload.effectiveFrom, localDate(recordedAt), recordedAt);
    return { ...state, corrections: [...state.corrections, { ...readCorrection(payload), holdsFrom: from }] };
  },
  MoveApproved: (state, { payload }) => ({ ...state, approvals: [...state.approvals, payload] }),
  FactsMoved: (state, { payload: { moveId, toPersonId, facts, reason, effectiveFrom }, meta: { recordedAt } }) => {
    const left = facts.map(({ field, value }) => ({
      field,
      from: value,
      to: '',
      reason,
      effectiveFrom,
      movedTo: toPersonId,
      holdsFrom: recordedAt,
    }));
    return {
      ...state,
      corrections: [...state.corrections, ...left],
      approvals: state.approvals.filter((one) => one.moveId !== moveId),
      leaving: [...state.leaving, { moveId, facts }],
    };
  },
  FactsReceived: (state, { payload: { fromPersonId, facts, reason, effectiveFrom }, meta: { recordedAt } }) => {
    const came = facts.map(({ field, value, before }) => ({
      field,
      from: before,
      to: value,
      reason,
      effectiveFrom,
      movedFrom: fromPersonId,
      holdsFrom: recordedAt,
    }));
    return { ...state, corrections: [...state.corrections, ...came] };
  },
  MoveCompleted: (state, { payload }) => ({
    ...state,
    leaving: state.leaving.filter(({ moveId }) => moveId !== payload.moveId),
  }),
  ClaimsAbandoned: (state) => (state.status === 'unknown' ? { ...state, status: 'abandoned' } : state),
  PersonDeathRecorded: (state, { payload: { dateOfDeath } }) => ({ ...state, status: 'deceased', dateOfDeath }),
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
