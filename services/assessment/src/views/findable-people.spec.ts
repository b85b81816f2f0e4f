import { specMeta } from '@carethread/event-sourcing/testing';
import type { ViewEvent } from '@carethread/runtime';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { PersonEvent } from '../domain/person/events.js';
import { findablePeople } from './findable-people.js';

const personId = specMeta.personId ?? '';
const HOME = 'HOME';

const registered = recorded<PersonEvent>({
  type: 'PersonRegistered',
  payload: {
    name: { given: 'Syn', family: 'Ashby' },
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: [],
    identifiers: [{ scheme: 'NHS', value: '9990000018' }],
    address: '1 Synthetic Street, ZZ99 3CZ',
  },
});
const renamed = recorded<PersonEvent>({
  type: 'BasicInformationCorrected',
  payload: {
    field: 'name.family',
    from: 'Ashby',
    to: 'Brookes',
    reason: 'married',
    effectiveFrom: '2027-01-01',
  },
});
const moved = recorded<PersonEvent>({
  type: 'FactsMoved',
  payload: {
    moveId: 'M',
    reason: 'of another',
    effectiveFrom: '2026-03-02',
    toPersonId: 'Q',
    facts: [{ field: 'identifiers.NHS', value: '9990000018' }],
    approvedBy: [],
  },
});
const agreement = {
  episodeId: 'E',
  providerId: HOME,
  serviceId: 'S',
  setting: 'careAtHome',
  serviceType: 'care',
  commissioner: 'council',
  councilOperated: false,
  jurisdiction: 'ENG',
  agreedAt: specMeta.recordedAt,
} as const;
const served = published('care-plan.service-agreement-made.v1', agreement);
const ended = published('care-plan.service-ended.v1', {
  episodeId: 'E',
  providerId: HOME,
  endedAt: specMeta.recordedAt,
  reason: 'moved',
});

function scopesAfter(...events: readonly ViewEvent[]): readonly string[] {
  const entries = specifyView(findablePeople)
    .given(...events)
    .entries(personId);
  return entries.flatMap(({ scopes }) => scopes.map((scope) => ('id' in scope ? `${scope.of} ${scope.id}` : scope.of)));
}

describe('ENG-129: the people who can be found', () => {
  it('stand in one entry, under a token for each thing that they are found by', () => {
    const entries = specifyView(findablePeople).given(registered).entries(personId);
    expect(entries).toHaveLength(1);
    expect(scopesAfter(registered)).toEqual(
      expect.arrayContaining([
        'token number:9990000018',
        'token whole:ASHBY SYN|1941-05-04'.toLowerCase(),
        'token born:1941-05-04',
        'token postcode:ZZ993CZ',
        'token part:ashby',
      ]),
    );
  });

  it('hold nothing beside what is sealed: the body is empty', () => {
    const [entry] = specifyView(findablePeople).given(registered).entries(personId);
    expect([entry?.order, entry?.filters, entry?.body]).toEqual(['', {}, {}]);
  });

  it('are found by the name that they had, and by one that they will have', () => {
    expect(scopesAfter(registered, renamed)).toEqual(
      expect.arrayContaining(['token part:ashby', 'token part:brookes']),
    );
  });

  it('are not found by a number that has gone to another’s record', () => {
    expect(scopesAfter(registered, moved)).not.toContain('token number:9990000018');
  });

  it('stand with the organisations that serve them, while they do', () => {
    expect(scopesAfter(registered, served)).toContain(`organisation ${HOME}`);
    expect(scopesAfter(registered, served, ended)).not.toContain(`organisation ${HOME}`);
  });

  it('are none of whom only others have told', () => {
    expect(scopesAfter(served)).toEqual([]);
  });
});
