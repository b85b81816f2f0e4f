import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import { assessmentList } from './assessment-list.js';

const { personId, occurredAt, actor } = specMeta;
const DUE = '2026-03-20T23:59:59.999Z';
const about = { stream: 'assessment-A', actor: { ...actor, role: 'AS', organisation: 'COUNCIL' } };
const event = (one: AssessmentEvent, revision: number) => recorded<AssessmentEvent>(one, { ...about, revision });
const requested = event(
  { type: 'AssessmentRequested', payload: { kind: 'councilNeeds', reason: 'a synthetic reason', dueAt: DUE } },
  1,
);
const started = event({ type: 'AssessmentStarted', payload: { assessorId: 'U' } }, 2);
const found = event(
  {
    type: 'FindingRecorded',
    payload: { findingId: 'F', category: 'need', statement: 'what was found', inPersonsWords: false, none: false },
  },
  3,
);
const cancelled = event({ type: 'AssessmentCancelled', payload: { reason: 'deceased' } }, 4);
const served = published('assessment.person-registered.v1', {
  ...{ name: { given: 'Synthetic', family: 'Person' }, groups: [], firstLanguage: 'en', registeredBy: 'HOME' },
});
const list = (...events: readonly (typeof requested)[]) =>
  specifyView(assessmentList)
    .given(...events)
    .entries(personId ?? '');

describe('the list of assessments', () => {
  it('ENG-016: one that nobody has begun is for the council’s assessors, by when it is due', () => {
    const [entry] = list(requested);
    expect(entry).toMatchObject({
      order: `${DUE} ${occurredAt}`,
      filters: { kind: 'councilNeeds', state: 'requested', open: 'true' },
    });
    expect(entry?.scopes).toContainEqual({ of: 'role', role: 'AS', organisationId: '' });
    expect(entry?.scopes).toContainEqual({ of: 'pseudonym', id: actor.user });
  });

  it('is the assessor’s who has begun it, and of no office any more', () => {
    const [entry] = list(requested, started);
    expect(entry?.scopes).toContainEqual({ of: 'user', id: 'U' });
    expect(entry?.scopes.filter(({ of }) => of === 'role')).toEqual([]);
    expect(list(requested, started, cancelled)[0]?.filters).toMatchObject({ state: 'cancelled', open: 'false' });
  });

  it('stands with those who serve the person, too', () => {
    expect(list(requested)[0]?.scopes).not.toContainEqual({ of: 'organisation', id: 'HOME' });
    expect(list(requested, served)[0]?.scopes).toContainEqual({ of: 'organisation', id: 'HOME' });
  });

  it('keeps nothing of what was found', () => {
    expect(JSON.stringify(list(requested, started, found))).not.toContain('what was found');
    expect(list(requested, started, found)[0]?.body).toMatchObject({ revision: 3, state: { state: 'inProgress' } });
  });
});
