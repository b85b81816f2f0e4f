import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { planList } from './plan-list.js';

const { personId } = specMeta;
const HASH = 'a'.repeat(64);
const event = (one: PlanEvent, revision: number) =>
  recorded<PlanEvent>(one, { stream: 'carePlan-PL', revision, id: `event ${revision}` });
const plan = { planId: 'PL', planKind: 'provider', organisationId: 'HOME' };
const opened = [
  event(
    {
      type: 'CarePlanOpened',
      payload: { ...plan, profile: { code: 'ENG', version: 1 }, laws: [], rulePacks: [], councilNeeds: [] },
    },
    1,
  ),
  published('care-plan.care-plan-opened.v1', { ...plan, jurisdiction: 'ENG', rulePacks: [] }),
];
const drafted = event({ type: 'DraftSaved', payload: { draftRevision: 1, sections: [], content: {} } }, 2);
const proposed = event(
  {
    type: 'PlanVersionProposed',
    payload: {
      ...{ ...plan, rulePacks: [], jurisdiction: 'ENG', proposalNo: 1, salts: {}, contentHash: HASH, changes: [] },
      ...{ cause: { kind: 'edit' }, riskRefs: [], author: 'K' },
      content: { personsView: 'my own words', nextReviewBy: '2026-06-01', actions: [{ actionId: 'a1', what: 'wash' }] },
    },
  },
  3,
);
const inForce = event(
  {
    type: 'PlanVersionPublished',
    payload: {
      ...{ ...plan, versionNo: 1, proposalNo: 1, contentHash: HASH, effectiveFrom: specMeta.recordedAt },
      ...{ changeSummary: '', cause: { kind: 'edit' }, outcomeIds: [], needIds: [], provision: 1 },
    },
  },
  4,
);
const suspended = event({ type: 'PlanSuspended', payload: { planId: 'PL', scope: ['a1'], reason: 'hospital' } }, 5);
const team = published('care-plan.care-team-assigned.v1', {
  ...{ episodeId: 'E', organisationId: 'HOME', serviceId: 'S', keyworkerId: 'K' },
  members: [{ userId: 'N', purposes: [] }],
});
const list = (...events: readonly (typeof drafted)[]) =>
  specifyView(planList)
    .given(...opened, ...events)
    .entries(personId ?? '');

describe('the list of plans', () => {
  it('says what waits: a draft, then a proposal, then nothing', () => {
    const waiting = (...events: readonly (typeof drafted)[]) => list(...events)[0]?.filters['waiting'];
    expect(waiting()).toBeNull();
    expect(waiting(drafted)).toBe('draft');
    expect(waiting(drafted, proposed)).toBe('proposal');
    expect(waiting(drafted, proposed, inForce)).toBeNull();
  });

  it('R6: in the order of their next review, and marked where care is withheld', () => {
    expect(list(drafted, proposed)[0]?.order).toMatch(/^9999/);
    expect(list(drafted, proposed, inForce)[0]).toMatchObject({
      order: '2026-06-01T22:59:59.999Z',
      filters: { planKind: 'provider', state: 'active', withheld: 'false' },
    });
    expect(list(drafted, proposed, inForce, suspended)[0]?.filters).toMatchObject({ withheld: 'true' });
  });

  it('R6: is found by how it will stand, from a day that is known', () => {
    const LATER = '2027-01-01T00:00:00.000Z';
    const fromLater = event(
      {
        type: 'PlanSuspended',
        payload: {
          planId: 'PL',
          scope: 'whole',
          reason: 'hospital',
          cause: 'hospital',
          suspensionId: 's',
          from: LATER,
        },
      },
      5,
    );
    expect(list(drafted, proposed, inForce)[0]?.later).toEqual({ state: [], withheld: [] });
    expect(list(drafted, proposed, inForce, fromLater)[0]).toMatchObject({
      filters: { state: 'active', withheld: 'false' },
      later: { state: ['suspended'], withheld: ['true'] },
    });
  });

  it('R6: stands anew from the day on which a later version takes effect, with the review and the state of then', () => {
    const DAY = '2026-03-21T00:00:00.000Z';
    const withdrawn = event({ type: 'PlanSuspended', payload: { planId: 'PL', scope: 'whole', reason: 'consent' } }, 5);
    const again = event(
      {
        type: 'PlanVersionProposed',
        payload: {
          ...{ ...plan, rulePacks: [], jurisdiction: 'ENG', proposalNo: 2, salts: {}, contentHash: HASH, changes: [] },
          ...{ cause: { kind: 'edit' }, riskRefs: [], author: 'K', effectiveFrom: DAY },
          content: { nextReviewBy: '2026-12-01', actions: [{ actionId: 'a2', what: 'wash' }] },
        },
      },
      6,
    );
    const later = event(
      {
        type: 'PlanVersionPublished',
        payload: {
          ...{ ...plan, versionNo: 2, proposalNo: 2, contentHash: HASH, effectiveFrom: DAY },
          ...{ changeSummary: '', cause: { kind: 'edit' }, outcomeIds: [], needIds: [], provision: 1 },
        },
      },
      7,
    );
    const restored = recorded<PlanEvent>(
      { type: 'PlanResumed', payload: { planId: 'PL', scope: 'whole', versionNo: 2 } },
      { stream: 'carePlan-PL', revision: 8, id: 'event 8', effectiveFrom: DAY },
    );
    const entries = list(drafted, proposed, inForce, withdrawn, again, later, restored);
    expect(entries).toMatchObject([
      { order: '2026-06-01T22:59:59.999Z', filters: { state: 'suspended', withheld: 'true' }, body: { until: DAY } },
      { order: '2026-12-01T23:59:59.999Z', filters: { state: 'active', withheld: 'false' }, body: { from: DAY } },
    ]);
  });

  it('moves with the care team, though nothing of the plan has changed', () => {
    expect(list(drafted)[0]?.scopes).not.toContainEqual({ of: 'user', id: 'K' });
    expect(list(drafted, team)[0]?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'organisation', id: 'HOME' },
        { of: 'team', id: 'E' },
        { of: 'user', id: 'K' },
        { of: 'user', id: 'N' },
      ]),
    );
    expect(list(drafted, team)[0]?.body).toMatchObject({ keyworkerIds: ['K'] });
  });

  it('has none of its words, and stands nowhere while it is not known whose it is', () => {
    expect(JSON.stringify(list(drafted, proposed, inForce))).not.toContain('my own words');
    const [own] = opened;
    expect(
      specifyView(planList)
        .given(...(own === undefined ? [] : [own]))
        .entries(personId ?? ''),
    ).toEqual([]);
  });
});
