import { addDays, dueAt, localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decider } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { mustBeLiving, type ConsentFacts } from '../facts.js';
import type { DataRequestEvent } from './events.js';
import { lift, restrict, type LiftRestriction, type RestrictProcessing } from './restriction.js';
import type { DataRequestState } from './state.js';

export type DataRequestCommand =
  | { readonly type: 'ReceiveDataRequest'; readonly right: string; readonly about?: string }
  | { readonly type: 'RefuseDataRequest'; readonly article?: string; readonly reasons?: string }
  | RestrictProcessing
  | LiftRestriction;

/** Which article of the UK GDPR each right stands in. */
const ARTICLES: Readonly<Record<string, string>> = {
  access: 'UK GDPR art 15',
  rectification: 'UK GDPR art 16',
  erasure: 'UK GDPR art 17',
  restriction: 'UK GDPR art 18',
  objection: 'UK GDPR art 21',
};

/** A person's request about their data, answered within a month of the day on which it was received (ENG-140, ENG-147). */
export const dataRequest: Decider<DataRequestState, DataRequestCommand, DataRequestEvent> = {
  category: 'dataRequest',
  keyClass: 'core',
  holder: () => ({ kind: 'person' }),
  initial: { state: 'none', right: '', dueAt: '' },
  decide: {
    ReceiveDataRequest: ({ right, about }, { state }, { actor, facts, now, occurredAt }: Context<ConsentFacts>) => {
      // R38: what others ask about the record of somebody who died they ask for themselves.
      if (actor.role === 'PE') mustBeLiving(facts);
      if (localDate(occurredAt) < addDays(localDate(now), -366)) refuse('TIMESCALE_INVALID', ['occurredAt']);
      const payload = { right, dueAt: dueAt(occurredAt, 'P1M'), about };
      return state === 'none' ? [{ type: 'DataRequestReceived', payload: present(payload) }] : [];
    },
    RefuseDataRequest: ({ article, reasons }, { state, right }) => {
      if (reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
      if (state !== 'received') refuse('STATE_CONFLICT', [state]);
      const payload = { article: article ?? ARTICLES[right] ?? '', reasons, icoRouteGiven: true };
      return [{ type: 'DataRequestRefused', payload }];
    },
    RestrictProcessing: restrict,
    LiftRestriction: lift,
  },
  evolve: {
    DataRequestReceived: (_, { payload: { right, dueAt: due } }) => ({ state: 'received', right, dueAt: due }),
    DataRequestRefused: (state, { payload: { article, reasons } }) => ({
      ...state,
      state: 'refused',
      article,
      reasons,
    }),
    ProcessingRestricted: (state, { payload: { fields, ground, restrictedAt } }) => ({
      ...state,
      state: 'restricted',
      restriction: { fields, ground, restrictedAt },
    }),
    ProcessingRestrictionLifted: (state, { payload: { liftedAt, reason, personToldOn } }) => ({
      ...state,
      state: 'lifted',
      lifting: present({ liftedAt, reason, personToldOn }),
    }),
  },
};
