import type { Fact } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { openEpisodes } from '../domain/schedule/service-of-plan.js';
import { achievedSince, newFor, risksTaken } from '../domain/review/since-last-review.js';
import { facts } from './facts.js';

type Message = { readonly type: string; readonly data: object; readonly id?: string; readonly at?: string };

/** What review knows after these messages, in this order. */
function knownAfter(...messages: readonly Message[]): ReviewFacts {
  return messages.reduce<ReviewFacts>((known, { type, data, id = type, at = '2026-02-01T09:00:00.000Z' }) => {
    const fold = facts.on[type];
    if (fold === undefined) throw new Error(`${type} is not folded`);
    return fold(known, { type, id, data, recordedAt: at } as unknown as Fact<never>);
  }, facts.initial);
}
const PUBLISHED = '2026-01-15T12:00:00.000Z';
const HELD = '2026-04-10T10:00:00.000Z';
const AFTER = '2026-04-12T10:00:00.000Z';
const published = (planId = 'PL', more: object = {}, at = PUBLISHED): Message => ({
  type: 'care-plan.plan-version-published.v1',
  data: { planId, versionNo: 1, outcomeIds: ['o1', 'o2'], needIds: [], ...more },
  at,
});
const closed = (more: object = {}): Message => ({
  type: 'review.review-closed.v1',
  data: { planId: 'PL', reviewType: 'formal', heldAt: HELD, closedAt: AFTER, considered: [], ...more },
  at: AFTER,
});
const exception = (id: string, at?: string): Message => ({
  type: 'care-plan.exception-recorded.v1',
  data: { entryId: `entry-${id}`, reasonCode: 'unwell' },
  id,
  ...(at === undefined ? {} : { at }),
});
const assessed = (more: object = {}, at?: string): Message => ({
  type: 'risk.risk-assessed.v1',
  data: { riskId: 'RI', version: 1, planId: 'PL', actionIds: [], conclusion: 'accept', ...more },
  ...(at === undefined ? {} : { at }),
});
const came = (outcome: string, more: object = {}, at?: string): Message => ({
  type: 'risk.risk-outcome-recorded.v1',
  data: { riskId: 'RI', outcome, narrative: `about ${outcome}`, ...more },
  ...(at === undefined ? {} : { at }),
});
const ids = (known: ReviewFacts, planId = 'PL'): readonly string[] => newFor(planId, known).map(({ id }) => id);

describe('what is new to the review of a plan', () => {
  it.each([
    ['assessment', 'assessment.assessment-completed.v1', { assessmentId: 'A', version: 1 }],
    ['assessmentCorrected', 'assessment.assessment-corrected.v1', { assessmentId: 'A', issue: 2 }],
    ['riskAssessed', 'risk.risk-assessed.v1', { riskId: 'RI', version: 2, conclusion: 'avoid' }],
    ['riskOutcome', 'risk.risk-outcome-recorded.v1', { riskId: 'RI', outcome: 'benefit' }],
    ['incident', 'risk.risk-outcome-recorded.v1', { riskId: 'RI', outcome: 'nearMiss' }],
    ['incident', 'care-plan.care-given-without-consent.v1', { entryId: 'E', plannedActionId: 'a1' }],
    ['riskClosed', 'risk.risk-closed.v1', { riskId: 'RI' }],
    ['restrictionAuthorised', 'risk.restriction-authorised.v1', { restrictionId: 'RE', to: '2027-01-01' }],
    ['restrictionExpired', 'risk.restriction-expired.v1', { restrictionId: 'RE' }],
    ['restrictionWithheld', 'risk.restriction-withheld.v1', { restrictionId: 'RE' }],
    ['restrictionEnded', 'risk.restriction-ended.v1', { restrictionId: 'RE' }],
    ['exception', 'care-plan.exception-recorded.v1', { entryId: 'E', reasonCode: 'unwell' }],
    ['significantChange', 'review.significant-change-reported.v1', { planId: 'PL', domain: 'safety' }],
  ])('ENG-118: %s, reported by %s', (kind, type, data) => {
    expect(newFor('PL', knownAfter(published(), { type, data, id: 'N' }))).toEqual([
      { id: 'N', kind, at: '2026-02-01T09:00:00.000Z', ref: data },
    ]);
  });

  it('ENG-118: is what came after the plan was first published and no review of it has considered', () => {
    const known = knownAfter(exception('old', '2026-01-02T09:00:00.000Z'), published(), exception('x'), exception('y'));
    expect(ids(known)).toEqual(['x', 'y']);
    expect(ids(knownAfter(published(), exception('x'), closed({ considered: ['x'] }), exception('z', AFTER)))).toEqual([
      'z',
    ]);
  });

  it('ENG-118: what becomes known late waits for the next review, and is not lost between two', () => {
    expect(ids(knownAfter(published(), closed(), exception('late', '2026-04-01T09:00:00.000Z')))).toEqual(['late']);
  });

  it('ENG-118: is for the review of each plan; only one of the whole plan takes it off the list', () => {
    const known = knownAfter(published(), published('P2'), exception('x'), closed({ considered: ['x'] }));
    expect([ids(known), ids(known, 'P2')]).toEqual([[], ['x']]);
    expect(
      ids(knownAfter(published(), exception('x'), closed({ reviewType: 'requested', considered: undefined }))),
    ).toEqual(['x']);
    const both = knownAfter(
      published(),
      published('P2'),
      exception('x'),
      closed({ considered: ['x'] }),
      closed({ planId: 'P2', considered: ['x'] }),
    );
    expect(both.news).toEqual([]);
    expect(both.plans['PL']?.considered).toEqual([]);
  });

  it('ENG-118: is as much at once as one request can mark; the rest waits for the review after it', () => {
    const many = Array.from({ length: 501 }, (_, index) => exception(`x${index}`));
    const known = knownAfter(published(), ...many);
    expect([ids(known).length, ids(known).at(-1)]).toEqual([500, 'x499']);
    expect(ids(knownAfter(published(), ...many, closed({ considered: ids(known) })))).toEqual(['x500']);
  });

  it('ENG-118: a review from before reviews considered each thing has looked at all there was', () => {
    expect(
      ids(knownAfter(published(), exception('x'), closed({ considered: undefined }), exception('z', AFTER))),
    ).toEqual(['z']);
  });
});

describe('what is no news of the person', () => {
  it('R28: an assessment of kind carers, and its correction', () => {
    const of = (kind: string): Message => ({
      type: 'assessment.assessment-completed.v1',
      data: { assessmentId: 'A', version: 1, kind },
      id: kind,
    });
    const corrected: Message = {
      type: 'assessment.assessment-corrected.v1',
      data: { assessmentId: 'A', issue: 2 },
      id: 'c',
    };
    expect(ids(knownAfter(published(), of('carers'), corrected))).toEqual([]);
    expect(ids(knownAfter(published(), of('councilNeeds'), corrected))).toEqual(['councilNeeds', 'c']);
  });
});

describe('what review knows of services, refusals and versions', () => {
  const message = (type: string, data: object, at?: string): Message => ({
    type,
    data,
    ...(at === undefined ? {} : { at }),
  });

  it('R15: each stretch of service, until it ends', () => {
    const known = knownAfter(
      message('care-plan.service-agreement-made.v1', { episodeId: 'E', providerId: 'O', agreedAt: PUBLISHED }),
      message('care-plan.service-started.v1', { episodeId: 'E', providerId: 'O', startedAt: HELD }),
      message('care-plan.service-agreement-made.v1', { episodeId: 'F', providerId: 'O', agreedAt: HELD }),
      message('care-plan.service-ended.v1', { episodeId: 'E', providerId: 'O', reason: 'transferred' }),
    );
    expect(known.episodes).toEqual({
      E: { providerId: 'O', agreedAt: PUBLISHED, startedAt: HELD, endedBecause: 'transferred' },
      F: { providerId: 'O', agreedAt: HELD },
    });
    expect(openEpisodes('O', known.episodes).map(({ episodeId }) => episodeId)).toEqual(['F']);
  });

  it('C8: how often a proposal was refused since the last version', () => {
    const refused = message('consent.sign-off-refused.v1', { subject: 'planVersion', subjectId: 'PL' });
    const risk = message('consent.sign-off-refused.v1', { subject: 'risk', subjectId: 'RI' });
    expect(knownAfter(published(), refused, refused, risk).refusedProposals).toEqual({ PL: 2 });
    expect(knownAfter(published(), refused, published()).refusedProposals).toEqual({});
  });

  it('R32: who was refused; R35: when a plan was opened; D12: when it was proposed', () => {
    const refusal = { plannedActionId: 'a1', occurredAt: '2026-06-07T23:30:00.000Z', organisationId: 'PR3' };
    const opened = { planId: 'PL', planKind: 'provider', organisationId: 'O', jurisdiction: 'SCO', rulePacks: [] };
    const known = knownAfter(
      message('care-plan.care-plan-opened.v1', opened, PUBLISHED),
      message('care-plan.plan-version-proposed.v1', { planId: 'PL' }, HELD),
      message('care-plan.person-refused-care.v1', refusal),
    );
    expect(known.refusals).toEqual([{ actionId: 'a1', date: '2026-06-08', organisationId: 'PR3' }]);
    expect(known.plans['PL']).toMatchObject({ openedAt: PUBLISHED, proposedAt: HELD });
  });
});

describe('what came of the risks that the person takes', () => {
  it('ENG-115: is known from where risks are kept, where it was said since the last review', () => {
    expect(risksTaken('PL', knownAfter(published(), assessed(), came('harm'), came('benefit')))).toEqual([
      { riskId: 'RI', since: true, outcome: 'benefit', narrative: 'about benefit' },
    ]);
    expect(
      risksTaken('PL', knownAfter(assessed({}, '2026-01-02T09:00:00.000Z'), published(), came('benefit'), closed())),
    ).toEqual([{ riskId: 'RI', since: false }]);
  });

  it('ENG-115: what a review said is that review’s own, and no news to the next', () => {
    const known = knownAfter(published(), assessed(), came('benefit', { reviewId: 'R' }));
    expect(risksTaken('PL', known, 'R')).toMatchObject([{ outcome: 'benefit' }]);
    expect(risksTaken('PL', known, 'R2')).toEqual([{ riskId: 'RI', since: true }]);
    expect(newFor('PL', known).map(({ kind }) => kind)).toEqual(['riskAssessed']);
  });

  it('ENG-115: avoided, closed or of another plan it is not listed', () => {
    expect(risksTaken('PL', knownAfter(published(), assessed({ conclusion: 'avoid' })))).toEqual([]);
    expect(risksTaken('PL', knownAfter(published(), assessed({ planId: 'P2' })))).toEqual([]);
    const over: Message = { type: 'risk.risk-closed.v1', data: { riskId: 'RI' } };
    expect(risksTaken('PL', knownAfter(published(), assessed(), over))).toEqual([]);
    expect(risksTaken('PL', knownAfter(published(), assessed({ planId: undefined })))).toHaveLength(1);
  });

  it('ENG-115: assessed again it is the risk that was taken before, and newly taken only after it was avoided', () => {
    const before = assessed({}, '2026-01-02T09:00:00.000Z');
    expect(risksTaken('PL', knownAfter(before, published(), assessed({ version: 2 })))).toMatchObject([
      { since: false },
    ]);
    const avoided = assessed({ version: 2, conclusion: 'avoid' });
    expect(risksTaken('PL', knownAfter(before, published(), avoided, assessed({ version: 3 })))).toMatchObject([
      { since: true },
    ]);
  });
});

describe('what was achieved since the last review', () => {
  it('ENG-121: is what a review or the plan itself calls met, from when the first of them said so', () => {
    const again = (at: string): Message => published('PL', { versionNo: 2, achievedIds: ['g1', 'o1'] }, at);
    expect(achievedSince('PL', knownAfter(published('PL', { achievedIds: ['g0'] })))).toEqual([]);
    expect(achievedSince('PL', knownAfter(published(), again('2026-03-01T09:00:00.000Z')))).toEqual(['g1', 'o1']);
    expect(achievedSince('PL', knownAfter(published(), again(AFTER), closed({ achieved: ['o1'] })))).toEqual(['g1']);
    expect(achievedSince('PL', knownAfter(published(), closed({ achieved: ['o1'] }), again(AFTER)))).toEqual(['g1']);
    expect(
      achievedSince(
        'PL',
        knownAfter(
          published(),
          closed({ reviewType: 'requested', heldAt: '2026-03-01T09:00:00.000Z', achieved: ['o2'] }),
        ),
      ),
    ).toEqual(['o2']);
  });
});
