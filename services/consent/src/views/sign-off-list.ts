import { openCase, type Relations } from '@carethread/access';
import {
  scopesOfHeld,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
} from '@carethread/runtime';
import { awaitedIn, type Awaited } from '../domain/sign-off/awaited.js';
import { signOff } from '../domain/sign-off/decider.js';
import type { Requested } from '../domain/sign-off/events.js';
import { rolesOf, type Place } from '../domain/sign-off/places.js';
import { isOpen, type SignOffState } from '../domain/sign-off/state.js';

/** A sign-off as lists show it, and for whom it waits. */
export interface ListedSignOff extends KeptStream<SignOffState> {
  readonly awaited: Awaited;
}

type Filter = 'state' | 'subject' | 'open' | 'awaiting';
type Person = PersonDocument<KeptStreams<SignOffState>>;

/**
 * Sign-offs, by when they lapse (ENG-029, CITY-45): each with whose the thing is that is signed, and once more, while it is open, with
 * those whose signature or confirmation it waits for.
 */
export const signOffList = streamListOf({
  name: 'signOffList',
  version: 1,
  of: signOff,
  filters: ['state', 'subject', 'open', 'awaiting'],
  entries: entriesOf,
});

function entriesOf(kept: KeptStream<SignOffState>, person: Person): readonly ListEntry<ListedSignOff, Filter>[] {
  const { id, state } = kept;
  const { requested } = state;
  if (requested === undefined) return [];
  const awaited = awaitedIn(state, (place) => organisationOf(place, requested, person.relations));
  const entry = {
    order: `${requested.lapsesAt} ${id}`,
    filters: { state: state.state, subject: requested.subject, open: String(isOpen(state)) },
    body: { ...kept, awaited },
  };
  const whole = { ...entry, id, scopes: scopesOf(requested, person) };
  return isOpen(state)
    ? [
        whole,
        {
          ...entry,
          id: `${id} awaiting`,
          scopes: scopesOfAwaited(awaited, person),
          filters: { ...entry.filters, awaiting: 'me' },
        },
      ]
    : [whole];
}

/** Whose people fill a place: those of the plan's organisation, and of the case for its co-ordinator. */
function organisationOf(place: Place, { subjectId }: Requested, relations: Relations): string | undefined {
  const ofCase = place.role === 'cpaCareCoordinator' ? openCase(relations)?.organisationId : undefined;
  return (ofCase === '' ? undefined : ofCase) ?? place.organisationId ?? relations.plans[subjectId]?.organisationId;
}

function scopesOfAwaited({ places, witnesses }: Awaited, { personId }: Person): readonly Scope[] {
  const ofPlaces = places.flatMap(({ role, userId, organisationId = '' }): readonly Scope[] => {
    if (role === 'person') return [{ of: 'person', id: personId }];
    if (userId !== undefined) return [{ of: 'user', id: userId }];
    return rolesOf(role).map((one) => ({ of: 'role', role: one, organisationId }));
  });
  return [...ofPlaces, ...witnesses.map((id): Scope => ({ of: 'user', id }))];
}

/** With whoever holds what is signed: a plan, a risk assessment; a restriction concerns all who serve the person. */
function scopesOf({ subject, subjectId }: Requested, person: Person): readonly Scope[] {
  const { relations } = person;
  if (subject === 'restriction') {
    const serving = Object.values(relations.ties).filter(({ closedAt }) => closedAt === undefined);
    const organisations = new Set([undefined, ...serving.map(({ organisationId }) => organisationId)]);
    return [...organisations].flatMap((organisationId) => scopesOfHeld(person, organisationId));
  }
  if (subject !== 'riskAssessment') return scopesOfPlan(subjectId, person);
  const risk = relations.risks[subjectId];
  if (risk === undefined) return [];
  return risk.planId === undefined ? scopesOfHeld(person, risk.organisationId) : scopesOfPlan(risk.planId, person);
}

/** On nobody's list while it is not known whose the plan is. */
function scopesOfPlan(planId: string, person: Person): readonly Scope[] {
  const plan = person.relations.plans[planId];
  if (plan === undefined) return [];
  return scopesOfHeld(person, plan.planKind === 'localAuthority' ? undefined : plan.organisationId);
}
