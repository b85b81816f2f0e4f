import type { Fact } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { openEpisodes } from '../domain/schedule/service-of-plan.js';
import { achievedSince, newFor, risksTaken } from '../domain/review/since-last-review.js';
import { facts } from './facts.js';

type Told = { readonly type: string; readonly data: object; readonly id?: string; readonly at?: string };

/** What review knows once it has heard these, in this order. */
function heard(...told: readonly Told[]): ReviewFacts {
  return told.reduce<ReviewFacts>((known, { type, data, id = type, at = '2026-02-01T09:00:00.000Z' }) => {
    const fold = facts.on[type];
    if (fold === undefined) throw new Error(`${type} is not folded`);
    return fold(known, { type, id, data, recordedAt: at } as unknown as Fact<never>);
  }, facts.initial);
}
const PUBLISHED = '2026-01-15T12:00:00.000Z';
const HELD = '2026-04-10T10:00:00.000Z';
const AFTER = '2026-04-12T10:00:00.000Z';
const published = (planId = 'PL', more: object = {}, at = PUBLISHED): Told => ({
  type: 'care-plan.plan-version-published.v1',
  data: { planId, versionNo: 1, outcomeIds: ['o1', 'o2'], needIds: [], ...more },
  at,
});
const closed = (more: object = {}): Told => ({
  type: 'review.review-closed.v1',
  data: { planId: 'PL', reviewType: 'formal', heldAt: HELD, closedAt: AFTER, considered: [], ...more },
  at: AFTER,
});
const exception = (id: string, at?: string): Told => ({
  type: 'care-plan.exception-recorded.v1',
  data: { entryId: `entry-${id}`, reasonCode: 'unwell' },
  id,
  ...(at === undefined ? {} : { at }),
});
const assessed = (more: object = {}, at?: string): Told => ({
  type: 'risk.risk-assessed.v1',
  data: { riskId: 'RI', version: 1, planId: 'PL', actionIds: [], conclusion: 'accept', ...more },
  ...(at === undefined ? {} : { at }),
});
const came = (outcome: string, more: object = {}, at?: string): Told => ({
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
  ])('ENG-118: %s, told of by %s', (kind, type, data) => {
    expect(newFor('PL', heard(published(), { type, data, id: 'N' }))).toEqual([
      { id: 'N', kind, at: '2026-02-01T09:00:00.000Z', ref: data },
    ]);
  });

  it('ENG-118: is what came after the plan was first published and no review of it has considered', () => {
    const known = heard(exception('old', '2026-01-02T09:00:00.000Z'), published(), exception('x'), exception('y'));
    expect(ids(known)).toEqual(['x', 'y']);
    expect(ids(heard(published(), exception('x'), closed({ considered: ['x'] }), exception('z', AFTER)))).toEqual([
      'z',
    ]);
  });

  it('ENG-118: what is heard late waits for the next review, and is not lost between two', () => {
    expect(ids(heard(published(), closed(), exception('late', '2026-04-01T09:00:00.000Z')))).toEqual(['late']);
  });

  it('ENG-118: is for the review of each plan; only one of the whole plan takes it off the list', () => {
    const known = heard(published(), published('P2'), exception('x'), closed({ considered: ['x'] }));
    expect([ids(known), ids(known, 'P2')]).toEqual([[], ['x']]);
    expect(ids(heard(published(), exception('x'), closed({ reviewType: 'requested', considered: undefined })))).toEqual(
      ['x'],
    );
    const both = heard(
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
    const known = heard(published(), ...many);
    expect([ids(known).length, ids(known).at(-1)]).toEqual([500, 'x499']);
    expect(ids(heard(published(), ...many, closed({ considered: ids(known) })))).toEqual(['x500']);
  });

  it('ENG-118: a review from before it was asked to consider each thing has looked at all there was', () => {
    expect(ids(heard(published(), exception('x'), closed({ considered: undefined }), exception('z', AFTER)))).toEqual([
      'z',
    ]);
  });
});

describe('what is no news of the person', () => {
  it('R28: an assessment of kind carers, and its correction', () => {
    const of = (kind: string): Told => ({
      type: 'assessment.assessment-completed.v1',
      data: { assessmentId: 'A', version: 1, kind },
      id: kind,
    });
    const corrected: Told = {
      type: 'assessment.assessment-corrected.v1',
      data: { assessmentId: 'A', issue: 2 },
      id: 'c',
    };
    expect(ids(heard(published(), of('carers'), corrected))).toEqual([]);
    expect(ids(heard(published(), of('councilNeeds'), corrected))).toEqual(['councilNeeds', 'c']);
  });
});

describe('what review knows of services, refusals and versions', () => {
  const told = (type: string, data: object, at?: string): Told => ({ type, data, ...(at === undefined ? {} : { at }) });

  it('R15: each stretch of service, until it ends', () => {
    const known = heard(
      told('care-plan.service-agreement-made.v1', { episodeId: 'E', providerId: 'O', agreedAt: PUBLISHED }),
      told('care-plan.service-started.v1', { episodeId: 'E', providerId: 'O', startedAt: HELD }),
      told('care-plan.service-agreement-made.v1', { episodeId: 'F', providerId: 'O', agreedAt: HELD }),
      told('care-plan.service-ended.v1', { episodeId: 'E', providerId: 'O', reason: 'transferred' }),
    );
    expect(known.episodes).toEqual({
      E: { providerId: 'O', agreedAt: PUBLISHED, startedAt: HELD, endedBecause: 'transferred' },
      F: { providerId: 'O', agreedAt: HELD },
    });
    expect(openEpisodes('O', known.episodes).map(({ episodeId }) => episodeId)).toEqual(['F']);
  });

  it('C8: how often a proposal was refused since the last version', () => {
    const refused = told('consent.sign-off-refused.v1', { subject: 'planVersion', subjectId: 'PL' });
    const risk = told('consent.sign-off-refused.v1', { subject: 'risk', subjectId: 'RI' });
    expect(heard(published(), refused, refused, risk).refusedProposals).toEqual({ PL: 2 });
    expect(heard(published(), refused, published()).refusedProposals).toEqual({});
  });

  it('R32: who was refused; R35: when a plan was opened; D12: when it was proposed', () => {
    const refusal = { plannedActionId: 'a1', occurredAt: '2026-06-07T23:30:00.000Z', organisationId: 'PR3' };
    const opened = { planId: 'PL', planKind: 'provider', organisationId: 'O', jurisdiction: 'SCO', rulePacks: [] };
    const known = heard(
      told('care-plan.care-plan-opened.v1', opened, PUBLISHED),
      told('care-plan.plan-version-proposed.v1', { planId: 'PL' }, HELD),
      told('care-plan.person-refused-care.v1', refusal),
    );
    expect(known.refusals).toEqual([{ actionId: 'a1', date: '2026-06-08', organisationId: 'PR3' }]);
    expect(known.plans['PL']).toMatchObject({ openedAt: PUBLISHED, proposedAt: HELD });
  });
});

describe('what came of the risks that the person takes', () => {
  it('ENG-115: is known from where risks are kept, where it was said since the last review', () => {
    expect(risksTaken('PL', heard(published(), assessed(), came('harm'), came('benefit')))).toEqual([
      { riskId: 'RI', since: true, outcome: 'benefit', narrative: 'about benefit' },
    ]);
    expect(
      risksTaken('PL', heard(assessed({}, '2026-01-02T09:00:00.000Z'), published(), came('benefit'), closed())),
    ).toEqual([{ riskId: 'RI', since: false }]);
  });

  it('ENG-115: what a review said is that review’s own, and no news to the next', () => {
    const known = heard(published(), assessed(), came('benefit', { reviewId: 'R' }));
    expect(risksTaken('PL', known, 'R')).toMatchObject([{ outcome: 'benefit' }]);
    expect(risksTaken('PL', known, 'R2')).toEqual([{ riskId: 'RI', since: true }]);
    expect(newFor('PL', known).map(({ kind }) => kind)).toEqual(['riskAssessed']);
  });

  it('ENG-115: avoided, closed or of another plan it is not asked for', () => {
    expect(risksTaken('PL', heard(published(), assessed({ conclusion: 'avoid' })))).toEqual([]);
    expect(risksTaken('PL', heard(published(), assessed({ planId: 'P2' })))).toEqual([]);
    const over: Told = { type: 'risk.risk-closed.v1', data: { riskId: 'RI' } };
    expect(risksTaken('PL', heard(published(), assessed(), over))).toEqual([]);
    expect(risksTaken('PL', heard(published(), assessed({ planId: undefined })))).toHaveLength(1);
  });

  it('ENG-115: assessed again it is the risk that was taken before, and newly taken only after it was avoided', () => {
    const before = assessed({}, '2026-01-02T09:00:00.000Z');
    expect(risksTaken('PL', heard(before, published(), assessed({ version: 2 })))).toMatchObject([{ since: false }]);
    const avoided = assessed({ version: 2, conclusion: 'avoid' });
    expect(risksTaken('PL', heard(before, published(), avoided, assessed({ version: 3 })))).toMatchObject([
      { since: true },
    ]);
  });
});

describe('what was achieved since the last review', () => {
  it('ENG-121: is what a review or the plan itself calls met, from when the first of them said so', () => {
    const again = (at: string): Told => published('PL', { versionNo: 2, achievedIds: ['g1', 'o1'] }, at);
    expect(achievedSince('PL', heard(published('PL', { achievedIds: ['g0'] })))).toEqual([]);
    expect(achievedSince('PL', heard(published(), again('2026-03-01T09:00:00.000Z')))).toEqual(['g1', 'o1']);
    expect(achievedSince('PL', heard(published(), again(AFTER), closed({ achieved: ['o1'] })))).toEqual(['g1']);
    expect(achievedSince('PL', heard(published(), closed({ achieved: ['o1'] }), again(AFTER)))).toEqual(['g1']);
    expect(
      achievedSince(
        'PL',
        heard(published(), closed({ reviewType: 'requested', heldAt: '2026-03-01T09:00:00.000Z', achieved: ['o2'] })),
      ),
    ).toEqual(['o2']);
  });
});
