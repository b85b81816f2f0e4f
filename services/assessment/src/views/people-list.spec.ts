import { specMeta } from '@carethread/event-sourcing/testing';
import type { ViewEvent } from '@carethread/runtime';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import type { PersonEvent } from '../domain/person/events.js';
import { peopleList } from './people-list.js';

const personId = specMeta.personId ?? '';
const about = { stream: `person-${personId}` };
const registered = recorded<PersonEvent>(
  {
    type: 'PersonRegistered',
    payload: {
      name: { given: 'Syn', family: 'Ashby' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: ['olderPerson'],
      address: '1 Synthetic Street',
    },
  },
  about,
);
const agreed = published('care-plan.service-agreement-made.v1', {
  ...{ episodeId: 'E', providerId: 'O', serviceId: 'S', setting: 'careAtHome', serviceType: 'care' },
  ...{ commissioner: 'council', councilOperated: false, jurisdiction: 'ENG', agreedAt: '2026-03-01T09:00:00.000Z' },
});
const team = published('care-plan.care-team-assigned.v1', {
  ...{ episodeId: 'E', organisationId: 'O', serviceId: 'S', keyworkerId: 'K' },
  members: [{ userId: 'C', purposes: [] }],
});
const entryOf = (...events: readonly ViewEvent[]) =>
  specifyView(peopleList)
    .given(...events)
    .entries(personId)[0];

describe('the list of people', () => {
  it('holds everybody with a record for the council, and for whoever serves them as long as they do', () => {
    expect(entryOf(registered)?.scopes).toEqual([{ of: 'tenant' }, { of: 'person', id: personId }]);
    const served = entryOf(registered, agreed, team)?.scopes;
    expect(served).toEqual(
      expect.arrayContaining([
        { of: 'organisation', id: 'O' },
        { of: 'service', id: 'S' },
        { of: 'team', id: 'E' },
        { of: 'user', id: 'K' },
        { of: 'user', id: 'C' },
      ]),
    );
    // On nobody's list by the office alone: the council's assessors would have everybody for theirs.
    expect(served?.filter(({ of }) => of === 'role')).toEqual([]);
    const ended = published('care-plan.service-ended.v1', {
      ...{ episodeId: 'E', providerId: 'O', endedAt: '2026-03-01T09:00:00.000Z', reason: 'moved' },
    });
    expect(entryOf(registered, agreed, team, ended)?.scopes).toEqual(entryOf(registered)?.scopes);
  });

  it('holds for an assessor whom they assess, until that is done', () => {
    const stream = { stream: 'assessment-00000000-0000-4000-8000-0000000000aa' };
    const requested = recorded<AssessmentEvent>(
      { type: 'AssessmentRequested', payload: { kind: 'councilNeeds' } },
      stream,
    );
    const started = recorded<AssessmentEvent>(
      { type: 'AssessmentStarted', payload: { assessorId: 'A' } },
      { ...stream, revision: 2 },
    );
    const cancelled = recorded<AssessmentEvent>(
      { type: 'AssessmentCancelled', payload: { reason: 'deceased' } },
      { ...stream, revision: 3 },
    );
    const mine = { of: 'user', id: 'A' };
    expect(entryOf(registered, requested)?.scopes).not.toContainEqual(mine);
    expect(entryOf(registered, requested, started)?.scopes).toContainEqual(mine);
    expect(entryOf(registered, requested, started, cancelled)?.scopes).not.toContainEqual(mine);
  });

  it('keeps names and birth, and stands by when the record began', () => {
    const text = JSON.stringify(entryOf(registered)?.body);
    expect(text).toContain('Ashby');
    expect(text).not.toContain('Synthetic Street');
    expect(entryOf(registered)).toMatchObject({
      order: `${specMeta.recordedAt} ${personId}`,
      filters: { status: 'registered' },
    });
  });
});
