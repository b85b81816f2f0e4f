import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { ReviewEvent } from '../domain/review/events.js';
import { reviewList } from './review-list.js';

const { personId } = specMeta;
const AT = '2026-04-10T10:00:00.000Z';
const STARTED = '2026-04-10T10:05:00.000Z';
let revision = 0;
const event = (one: ReviewEvent, stream = 'review-R', recordedAt = STARTED) =>
  recorded<ReviewEvent>(one, { stream, recordedAt, revision: ++revision });
const scheduled = () => {
  revision = 0;
  return event({
    type: 'ReviewScheduled',
    payload: {
      ...{ reviewId: 'R', planId: 'PL', reviewType: 'formal', at: AT, place: 'at home', obligationIds: ['B'] },
      omitted: [{ partyId: 'sister', reason: 'abroad' }],
    },
  });
};
const started = () =>
  event({
    type: 'ReviewStarted',
    payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', chair: { name: 'Synthetic Chair' }, early: false },
  });
const agreed = () =>
  event({
    type: 'ReviewOutcomeAgreed',
    payload: {
      ...{ reviewId: 'R', planId: 'PL', planVersionReviewed: 1, outcome: 'amend', reason: 'in confidence' },
      changes: [{ changeId: 'c', itemId: 'a1', to: 'in confidence', agreedByPerson: true }],
    },
  });
const closed = () =>
  event({
    type: 'ReviewClosed',
    payload: {
      ...{ reviewId: 'R', planId: 'PL', reviewType: 'formal', heldAt: STARTED, closedAt: STARTED, outcome: 'amend' },
    },
  });
const notHeld = () => event({ type: 'ReviewNotHeld', payload: { reason: 'snow' } });
const opened = published('care-plan.care-plan-opened.v1', {
  ...{ planId: 'PL', planKind: 'provider', organisationId: 'O', jurisdiction: 'ENG', rulePacks: [] },
});

const entries = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(reviewList)
    .given(opened, ...events)
    .entries(personId ?? '');

describe('the list of reviews that are not over', () => {
  it('shows what is planned by when, and whose the plan is', () => {
    expect(entries(scheduled())).toEqual([
      {
        id: 'R',
        scopes: [{ of: 'tenant' }, { of: 'person', id: personId }, { of: 'organisation', id: 'O' }],
        order: `${AT} R`,
        filters: { type: 'formal', state: 'scheduled', held: 'false' },
        body: { id: 'R', personId, planId: 'PL', type: 'formal', state: 'scheduled', at: AT, obligationIds: ['B'] },
      },
    ]);
  });

  it('shows what is held and not closed yet, without words', () => {
    const held = entries(scheduled(), started(), agreed());
    expect(held).toMatchObject([
      {
        filters: { state: 'outcomeAgreed', held: 'true' },
        body: { heldAt: STARTED, state: 'outcomeAgreed', outcome: 'amend' },
      },
    ]);
    const document = JSON.stringify(held);
    for (const words of ['at home', 'abroad', 'Synthetic', 'in confidence']) expect(document).not.toContain(words);
  });

  it('what is closed or was not held is on the list no more, whatever comes after', () => {
    expect(entries(scheduled(), notHeld())).toEqual([]);
    expect(entries(scheduled(), started(), agreed(), closed())).toEqual([]);
    expect(entries(scheduled(), notHeld(), started())).toEqual([]);
  });
});
