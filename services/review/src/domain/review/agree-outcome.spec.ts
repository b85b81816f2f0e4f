import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type KnownPlan } from '../facts.js';
import { versionInForce } from './plan-in-force.js';
import { review } from './decider.js';
import type { ReviewCommand } from './commands.js';
import type { ReviewEvent } from './events.js';

const spec = specify(review);
const NOW = '2026-04-10T10:00:00.000Z';
const plan: KnownPlan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'ENG',
  rulePacks: [],
  versionNo: 2,
  outcomeIds: ['o1'],
  needIds: ['n1'],
  actionIds: ['a1'],
  holdings: { actions: ['a1'], goals: ['g1'], needs: ['n1'], outcomes: ['o1'] },
};
const at = (more: Partial<KnownPlan> = {}) => ({
  now: NOW,
  facts: { ...NO_FACTS, plans: { PL: { ...plan, ...more } } },
});
const started: readonly ReviewEvent[] = [
  {
    type: 'ReviewScheduled',
    payload: { reviewId: 'R', planId: 'PL', reviewType: 'requested', at: NOW, obligationIds: [] },
  },
  {
    type: 'ReviewStarted',
    payload: { reviewId: 'R', planId: 'PL', reviewType: 'requested', chair: { id: 'K' }, early: false },
  },
];
const given = spec.given(...started);
const agree = (outcome: string, more: object = {}): Extract<ReviewCommand, { type: 'AgreeOutcome' }> => ({
  type: 'AgreeOutcome',
  outcome,
  ...more,
});
const change = (more: object) => ({ changes: [{ agreedByPerson: true, ...more }] });
const agreed = (payload: object = {}) => ({ type: 'ReviewOutcomeAgreed', payload: payload as never }) as const;

describe('what a review agrees', () => {
  it.each(['amend', 'increase', 'reduce'])('R5: to %s names what changes', (outcome) => {
    given.when(agree(outcome), at()).refused('CHANGES_REQUIRED', ['changes']);
    given.when(agree(outcome, { changes: [] }), at()).refused('CHANGES_REQUIRED', ['changes']);
  });

  it('R5: hits something that the plan holds', () => {
    const to = { itemId: 'a99', to: { what: 'night visit' } };
    given.when(agree('increase', change(to)), at()).refused('REFERENCE_NOT_FOUND', ['a99']);
    given
      .when(agree('amend', change({ itemId: 'a1', field: 'when', to: 'daily 09:00' })), at())
      .then(agreed({ changes: [{ itemId: 'a1', field: 'when', to: 'daily 09:00' }] }));
    given.when(agree('amend', change({ itemId: 'a1', field: 'when' })), at()).refused('CHANGES_REQUIRED', ['a1']);
    given
      .when(agree('amend', change({ itemId: 'whatMatters', to: 'my garden' })), at())
      .then(agreed({ changes: [{ itemId: 'whatMatters' }] }));
  });

  it('R5: adds to a section, and takes out of it', () => {
    const goal = { goalId: 'g9', statement: 'walk to the shop' };
    given
      .when(agree('amend', change({ op: 'add', section: 'goals', to: goal })), at())
      .then(agreed({ changes: [{ op: 'add', section: 'goals', itemId: 'g9', to: goal }] }));
    given
      .when(agree('amend', change({ op: 'remove', itemId: 'g1' })), at())
      .then(agreed({ changes: [{ op: 'remove', itemId: 'g1' }] }));
    given.when(agree('amend', change({ op: 'remove', itemId: 'g2' })), at()).refused('REFERENCE_NOT_FOUND', ['g2']);
    given
      .when(agree('amend', change({ op: 'add', section: 'nowhere', to: goal })), at())
      .refused('REFERENCE_NOT_FOUND', ['nowhere']);
  });

  it('R5: sets only what the section can hold, under the id that the item has', () => {
    const first = { itemId: 'g1', field: 'statement', to: 'cook', agreedByPerson: true };
    const both = (more: object) => agree('amend', { changes: [first, { agreedByPerson: true, ...more }] });
    given
      .when(both({ itemId: 'a1', field: 'wehn', to: 'x' }), at())
      .refused('MALFORMED', ['/changes/1/field: is not known here; is when meant?']);
    given
      .when(both({ itemId: 'g1', field: 'target', to: '2026-02-30' }), at())
      .refused('MALFORMED', [expect.stringMatching('^/changes/1/to: ') as never]);
    given
      .when(both({ itemId: 'a1', field: 'actionId', to: 'a2' }), at())
      .refused('MALFORMED', ['/changes/1/field: the id of an item stays']);
  });

  it('R5: adds an item with an id of its own, that no other has, in the plan or in the same review', () => {
    const add = (to: object) => ({ op: 'add', section: 'actions', to, agreedByPerson: true });
    const two = (...changes: readonly object[]) => agree('increase', { changes });
    given.when(two(add({ what: 'walk' })), at()).refused('CHANGES_REQUIRED', ['/changes/0/to/actionId']);
    given
      .when(two(add({ actionId: 'a2' }), add({ actionId: 'a3' })), at())
      .then(agreed({ changes: [{ itemId: 'a2' }, { itemId: 'a3' }] }));
    given.when(two(add({ actionId: 'a2' }), add({ actionId: 'a2' })), at()).refused('STATE_CONFLICT', ['a2']);
    given.when(two(add({ actionId: 'a1' })), at()).refused('STATE_CONFLICT', ['a1']);
  });

  it('R5: of a plan published before its items were known is taken as it is named', () => {
    const { holdings: _, ...before } = plan;
    const old = { now: NOW, facts: { ...NO_FACTS, plans: { PL: before } } };
    given.when(agree('amend', change({ itemId: 'r7', field: 'start', to: '08:00' })), old).then(agreed());
    given.when(agree('amend', change({ itemId: 'r7', field: 'start' })), old).refused('CHANGES_REQUIRED', ['r7']);
  });

  it('R39: has a reason where nothing changes, and then changes nothing', () => {
    given.when(agree('noChange'), at()).refused('REASON_REQUIRED', ['reason']);
    given.when(agree('noChange', { reason: 'all is well' }), at()).then(agreed({ outcome: 'noChange', changes: [] }));
    const wash = change({ itemId: 'a1', field: 'when', to: 'noon' });
    given.when(agree('noChange', { reason: 'well', ...wash }), at()).refused('REASON_NOT_ALLOWED', ['outcome']);
  });

  it('R36: to end the service has its day, today or within a year', () => {
    given.when(agree('endService'), at()).then(agreed({ endOn: '2026-04-10' }));
    given.when(agree('endService', { endOn: '2026-05-01' }), at()).then(agreed({ endOn: '2026-05-01' }));
    given.when(agree('endService', { endOn: '2026-04-09' }), at()).refused('TIMESCALE_INVALID', ['endOn']);
    given.when(agree('endService', { endOn: '2027-04-11' }), at()).refused('TIMESCALE_INVALID', ['endOn']);
    given.when(agree('reassess', { endOn: '2026-05-01' }), at()).refused('MALFORMED');
    given.when(agree('reassess'), at()).then(agreed({ outcome: 'reassess' }));
  });

  it.each([
    ['2026-04-10', false],
    ['2026-04-11', true],
    ['2026-07-10', true],
    ['2026-07-11', false],
  ])('§1b: is reviewed again by %s: %s', (nextReviewBy, fits) => {
    const when = given.when(agree('noChange', { reason: 'well', nextReviewBy }), at());
    if (fits) when.then(agreed({ nextReviewBy }));
    else when.refused('TIMESCALE_INVALID', ['nextReviewBy']);
  });

  it('R29: reviewed the version in force, not one that is still to come', () => {
    const versions = [
      { versionNo: 1, publishedAt: '2026-01-01T09:00:00.000Z', effectiveFrom: '2026-01-01T09:00:00.000Z' },
      { versionNo: 2, publishedAt: '2026-04-01T09:00:00.000Z', effectiveFrom: '2026-04-20T00:00:00.000Z' },
    ];
    given.when(agree('noChange', { reason: 'well' }), at({ versions })).then(agreed({ planVersionReviewed: 1 }));
    expect(versionInForce({ ...plan, versions }, '2026-04-20T00:00:00.000Z')).toBe(2);
    const overtaking = {
      versionNo: 3,
      publishedAt: '2026-04-03T09:00:00.000Z',
      effectiveFrom: '2026-04-03T09:00:00.000Z',
    };
    expect(versionInForce({ ...plan, versions: [...versions, overtaking] }, '2026-04-21T00:00:00.000Z')).toBe(3);
  });

  it.each(['achieved', 'progressing', 'noChange', 'worse', 'abandoned'])(
    'R37: says of an outcome that the plan pursues that it is %s',
    (status) => {
      const assess = { type: 'AssessOutcome', outcomeId: 'g1', status } as const;
      const achieved = status === 'achieved' ? { achieved: true } : {};
      given
        .when(assess, at())
        .then({ type: 'OutcomeProgressRecorded', payload: { outcomeId: 'g1', status, ...achieved } });
      given.when({ ...assess, outcomeId: 'g2' }, at()).refused('REFERENCE_NOT_FOUND', ['outcomeId']);
    },
  );
});
