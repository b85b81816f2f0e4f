import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from './facts.js';
import { restriction, type Authorisation, type RestrictionCommand, type RestrictionEvent } from './restriction.js';

const spec = specify(restriction);
const proposal = {
  measure: 'the front door is locked',
  justification: 'left alone the person walks onto the road',
  leastRestrictiveCheck: 'looked at with the family',
  lessRestrictiveOptions: ['a door alarm'],
};
const proposed: RestrictionEvent = { type: 'RestrictionProposed', payload: proposal };
const term: Authorisation = {
  scheme: 'DoLS',
  authorityRef: 'synthetic-authority-1',
  from: '2026-05-11',
  to: '2027-05-10',
  conditions: ['a walk each day'],
  urgent: false,
};
const authorised: RestrictionEvent = { type: 'RestrictionAuthorised', payload: term };
const authorise = (more: Partial<Authorisation> = {}): RestrictionCommand => ({
  type: 'AuthoriseRestriction',
  ...term,
  ...more,
});
const served = (...settings: readonly string[]) => ({
  now: '2026-05-11T09:00:00.000Z',
  facts: { ...NO_FACTS, settings: Object.fromEntries(settings.map((setting, index) => [`E${index}`, setting])) },
});
const now = (at: string) => ({ ...served('careHome'), now: at });

describe('proposing a restriction', () => {
  it('SCOT-023: it is justified, and checked to be the lightest that will do', () => {
    spec
      .given()
      .when({ type: 'ProposeRestriction', ...proposal })
      .then(proposed);
    spec
      .given()
      .when({ type: 'ProposeRestriction', measure: proposal.measure })
      .refused('RESTRICTION_UNJUSTIFIED', ['justification', 'leastRestrictiveCheck']);
    spec
      .given()
      .when({ type: 'ProposeRestriction', measure: proposal.measure, justification: 'safety' })
      .refused('RESTRICTION_UNJUSTIFIED', ['leastRestrictiveCheck']);
  });

  it('a resent wish proposes nothing again', () => {
    spec
      .given(proposed)
      .when({ type: 'ProposeRestriction', ...proposal })
      .nothing();
  });
});

describe('authorising a restriction', () => {
  it('ENG-081: holds authority, start, end and conditions; without an authority it is not active', () => {
    spec.given(proposed).when(authorise(), served('careHome')).then(authorised);
    spec
      .given(proposed)
      .when({ type: 'AuthoriseRestriction' }, served('careHome'))
      .refused('AUTHORISATION_REQUIRED', ['scheme', 'authorityRef', 'from']);
    const { authorityRef: _, ...unnamed } = term;
    spec
      .given(proposed)
      .when({ type: 'AuthoriseRestriction', ...unnamed }, served('careHome'))
      .refused('AUTHORISATION_REQUIRED', ['authorityRef']);
    expect(spec.given(proposed).state.state).toBe('proposed');
    expect(spec.given(proposed, authorised).state.state).toBe('active');
  });

  it('ENG-081: an authority that has not begun does not make it active', () => {
    spec
      .given(proposed)
      .when(authorise({ from: '2026-05-12' }), served('careHome'))
      .refused('AUTHORISATION_REQUIRED', ['from']);
  });

  it.each([
    ['a day over twelve months', { to: '2027-05-11' }],
    ['far over twelve months', { to: '2027-06-30' }],
    ['the day that it begins', { to: '2026-05-11' }],
    ['before it begins', { to: '2026-05-10' }],
    ['already over', { from: '2025-05-11', to: '2026-05-10' }],
    ['beyond a lifetime', { scheme: 'courtOrder', to: '9999-12-31' }],
  ])('ENG-081: both days count, so a term to %s is refused', (_, more) => {
    spec.given(proposed).when(authorise(more), served('careHome')).refused('AUTHORISATION_TERM_INVALID', ['to']);
  });

  it('ENG-081: an end must be named', () => {
    const { to: _, ...endless } = term;
    spec
      .given(proposed)
      .when({ type: 'AuthoriseRestriction', ...endless }, served('careHome'))
      .refused('AUTHORISATION_TERM_INVALID', ['to']);
  });

  it.each([
    ['their own home', ['careAtHome']],
    ['the community', ['community']],
    ['no place known here', []],
  ])('ENG-081: DoLS does not reach %s; a court order does', (_, settings) => {
    spec
      .given(proposed)
      .when(authorise(), served(...settings))
      .refused('AUTHORISATION_WRONG_SCHEME', ['scheme']);
    spec
      .given(proposed)
      .when(authorise({ scheme: 'courtOrder' }), served(...settings))
      .then({ type: 'RestrictionAuthorised' });
  });

  it('ENG-081: DoLS reaches a care home and a hospital; the person who can consent may, wherever they live', () => {
    for (const setting of ['careHome', 'inpatient'])
      spec.given(proposed).when(authorise(), served(setting)).then(authorised);
    spec
      .given(proposed)
      .when(authorise({ scheme: 'consented' }), served('careAtHome'))
      .then({ type: 'RestrictionAuthorised', payload: { scheme: 'consented' } });
  });

  it('a successor scheme that is not in force authorises nothing', () => {
    spec
      .given(proposed)
      .when(authorise({ scheme: 'LPS' }), served('careHome'))
      .refused('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  });

  it('ENG-081: a standard authorisation follows an urgent one without a day between them', () => {
    const urgent: RestrictionEvent = {
      type: 'RestrictionAuthorised',
      payload: { ...term, to: '2026-05-17', urgent: true },
    };
    const follows = (from: string) => spec.given(proposed, urgent).when(authorise({ from }), served('careHome'));
    follows('2026-05-18').then({ type: 'RestrictionAuthorised' });
    follows('2026-05-19').refused('AUTHORISATION_REQUIRED', ['from']);
  });
});

describe('a restriction that stands', () => {
  it('is looked at again, and ended when it is not needed', () => {
    spec
      .given(proposed, authorised)
      .when({ type: 'ReviewRestriction', stillNeeded: true })
      .then({ type: 'RestrictionReviewed', payload: { stillNeeded: true, changes: '' } });
    spec
      .given(proposed, authorised)
      .when({ type: 'EndRestriction', reason: 'not needed' })
      .then({ type: 'RestrictionEnded', payload: { reason: 'not needed' } });
    spec.given(proposed).when({ type: 'ReviewRestriction', stillNeeded: true }).refused('STATE_CONFLICT', ['proposed']);
  });

  it('ENG-081: expires by itself in the millisecond after its last day, local time', () => {
    const { state } = spec.given(proposed, authorised);
    expect(restriction.wakes?.(state)).toEqual([
      { at: '2027-05-10T23:00:00.000Z', name: 'expire', command: { type: 'ExpireRestriction' } },
    ]);
    const expiring = (at: string) => spec.given(proposed, authorised).when({ type: 'ExpireRestriction' }, now(at));
    expiring('2027-05-10T22:59:59.999Z').nothing();
    expiring('2027-05-10T23:00:00.000Z').then({ type: 'RestrictionExpired', payload: {} });
  });

  it('ENG-081: once over it stays over, and nothing falls due', () => {
    const expired: RestrictionEvent = { type: 'RestrictionExpired', payload: {} };
    const ended: RestrictionEvent = { type: 'RestrictionEnded', payload: { reason: 'not needed' } };
    for (const [last, state] of [
      [expired, 'expired'],
      [ended, 'ended'],
    ] as const) {
      const over = spec.given(proposed, authorised, last);
      expect(restriction.wakes?.(over.state)).toEqual([]);
      over.when(authorise(), served('careHome')).refused('STATE_CONFLICT', [state]);
      over.when({ type: 'ReviewRestriction', stillNeeded: true }).refused('STATE_CONFLICT', [state]);
      over.when({ type: 'EndRestriction', reason: 'again' }).refused('STATE_CONFLICT', [state]);
      over.when({ type: 'ExpireRestriction' }, now('2028-01-01T00:00:00.000Z')).nothing();
    }
  });

  it('one that was never proposed is not there', () => {
    spec.given().when(authorise(), served('careHome')).refused('NOT_FOUND');
  });
});
