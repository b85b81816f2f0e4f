import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { restriction, type RestrictionCommand } from './decider.js';
import type { Authorisation, RestrictionEvent } from './events.js';

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
const TENANT = '00000000-0000-4000-8000-000000000003';
const ID = '00000000-0000-4000-8000-000000000002';
const as = (role: string, roles: readonly string[] = [role]) => ({
  ...{ userId: `a-${role}`, user: 'u', role, roles, organisationId: 'O' },
  ...{ serviceIds: [], qualifications: [] },
});
const organisation = (settings: readonly string[], tenantId = TENANT, jurisdiction = 'ENG') => ({
  ...NO_FACTS,
  organisation: {
    tenantId,
    jurisdiction,
    services: settings.map((setting, index) => ({ serviceId: `S${index}`, setting })),
  },
});
/** As the provider has the services registered that serve the person. */
const served = (...settings: readonly string[]) => ({
  now: '2026-05-11T09:00:00.000Z',
  actor: as('RM'),
  facts: {
    ...NO_FACTS,
    services: Object.fromEntries(
      settings.map((_, index) => [`E${index}`, { providerId: 'O', serviceId: `S${index}` }]),
    ),
  },
  subjects: { O: organisation(settings) },
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

  it('is not proposed over another, nor for somebody who has died', () => {
    spec
      .given(proposed)
      .when({ type: 'ProposeRestriction', ...proposal })
      .refused('STATE_CONFLICT', ['proposed']);
    spec
      .given()
      .when({ type: 'ProposeRestriction', ...proposal }, { facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
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

  it('ENG-081: DoLS reaches a care home and a hospital', () => {
    for (const setting of ['careHome', 'inpatient'])
      spec.given(proposed).when(authorise(), served(setting)).then(authorised);
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
    // snippet: spec
    spec
      .given(proposed, authorised)
      .when({ type: 'ReviewRestriction', stillNeeded: true })
      .then({ type: 'RestrictionReviewed', payload: { stillNeeded: true, changes: '' } });
    // end of snippet
    spec
      .given(proposed, authorised)
      .when({ type: 'EndRestriction', reason: 'not needed' }, served('careHome'))
      .then({ type: 'RestrictionEnded', payload: { reason: 'not needed' } });
    spec.given(proposed).when({ type: 'ReviewRestriction', stillNeeded: true }).refused('STATE_CONFLICT', ['proposed']);
  });

  it('ENG-081: expires by itself in the millisecond after its last day, local time', () => {
    const { state } = spec.given(proposed, authorised);
    expect(restriction.deadlines?.(state)).toEqual([
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
      expect(restriction.deadlines?.(over.state)).toEqual([]);
      over.when(authorise(), served('careHome')).refused('STATE_CONFLICT', [state]);
      over.when({ type: 'ReviewRestriction', stillNeeded: true }).refused('STATE_CONFLICT', [state]);
      over.when({ type: 'EndRestriction', reason: 'again' }, served('careHome')).refused('STATE_CONFLICT', [state]);
      over.when({ type: 'ExpireRestriction' }, now('2028-01-01T00:00:00.000Z')).nothing();
    }
  });

  it('one that was never proposed is not there', () => {
    spec.given().when(authorise(), served('careHome')).refused('NOT_FOUND');
  });
});

describe('who authorises, and on what', () => {
  const authorised7: RestrictionEvent = {
    type: 'RestrictionAuthorised',
    payload: { ...term, from: '2026-05-05', to: '2026-05-11', urgent: true },
  };

  it.each(['PE', 'LR', 'OP'])('R30: %s records no authority for a restriction and ends none', (role) => {
    for (const scheme of ['DoLS', 'courtOrder', 'consented'])
      spec
        .given(proposed)
        .when(authorise({ scheme }), { ...served('careHome'), actor: as(role) })
        .refused('ROLE_NOT_PERMITTED');
    spec
      .given(proposed, authorised)
      .when({ type: 'EndRestriction', reason: 'r' }, { ...served('careHome'), actor: as(role) })
      .refused('ROLE_NOT_PERMITTED');
  });

  it.each(['KW', 'SM', 'AS'])('R30: DoLS is recorded and ended by the registered manager, not by %s', (role) => {
    const by = { ...served('careHome'), actor: as(role) };
    spec.given(proposed).when(authorise(), by).refused('ROLE_NOT_PERMITTED');
    spec.given(proposed, authorised).when({ type: 'EndRestriction', reason: 'r' }, by).refused('ROLE_NOT_PERMITTED');
    spec
      .given(proposed)
      .when(authorise(), { ...served('careHome'), actor: as(role, [role, 'RM']) })
      .then(authorised);
  });

  it('R30: it is the registered setting that counts, of the service that the provider has registered in this tenant', () => {
    const home = served('careHome');
    const refused = (more: object): void =>
      spec
        .given(proposed)
        .when(authorise(), { ...home, ...more })
        .refused('AUTHORISATION_WRONG_SCHEME', ['scheme']);
    refused({ subjects: { O: organisation(['careAtHome']) } });
    refused({ subjects: { O: organisation([]) } });
    refused({ subjects: { O: organisation(['careHome'], 'another tenant') } });
    refused({ facts: { ...NO_FACTS, services: { E: { providerId: 'O' } } } });
    const elsewhere = { ...home.facts.services, F: { providerId: 'P', serviceId: 'S0' } };
    const ofAnother = {
      facts: { ...NO_FACTS, services: elsewhere },
      subjects: { O: organisation(['careAtHome']), P: organisation(['careHome']) },
    };
    spec
      .given({ type: 'RestrictionProposed', payload: { ...proposal, organisationId: 'O' } })
      .when(authorise(), { ...home, ...ofAnother })
      .refused('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  });

  it.each([
    ['ENG', 'careHome', 'DoLS', true],
    ['WAL', 'inpatient', 'DoLS', true],
    ['SCO', 'careHome', 'DoLS', false],
    ['SCO', 'inpatient', 'DoLS', false],
    ['SCO', 'careHome', 'AWI', true],
    ['SCO', 'careAtHome', 'AWI', true],
    ['ENG', 'careHome', 'AWI', false],
    ['ENG', 'community', 'AWI', false],
    ['WAL', 'careHome', 'AWI', false],
    ['SCO', 'careHome', 'courtOrder', true],
    ['ENG', 'inpatient', 'MHA', true],
    ['WAL', 'inpatient', 'MHA', true],
    ['SCO', 'inpatient', 'MHA', false],
    ['SCO', 'inpatient', 'MHCT', true],
    ['ENG', 'inpatient', 'MHCT', false],
    ['WAL', 'community', 'MHCT', false],
  ])('R30: in %s, for a %s, %s authorises: %s', (jurisdiction, setting, scheme, stands) => {
    const there = { ...served(setting), subjects: { O: organisation([setting], TENANT, jurisdiction) } };
    const wanted = spec.given(proposed).when(authorise({ scheme }), there);
    if (stands) wanted.then({ type: 'RestrictionAuthorised', payload: { scheme } });
    else wanted.refused('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  });

  it('R30: where no known provider serves the person, the law is that under which the measure was proposed', () => {
    const nowhere = { ...served(), now: '2026-05-11T09:00:00.000Z' };
    const under = (jurisdiction: string) => spec.given({ ...proposed, meta: { jurisdiction } });
    under('SCO')
      .when(authorise({ scheme: 'AWI' }), nowhere)
      .then({ type: 'RestrictionAuthorised' });
    under('ENG')
      .when(authorise({ scheme: 'AWI' }), nowhere)
      .refused('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  });

  it('§1b: nothing of a restriction happened before it was proposed, and none was proposed before the person was born', () => {
    const early = { ...served('careHome'), occurredAt: '2026-03-02T08:59:59.999Z' };
    for (const [given, command] of [
      [[proposed], authorise()],
      [[proposed], { type: 'AskForConsent' }],
      [[proposed, authorised], { type: 'ReviewRestriction', stillNeeded: true }],
      [[proposed, authorised], { type: 'EndRestriction', reason: 'not needed' }],
    ] as const)
      spec
        .given(...given)
        .when(command, early)
        .refused('TIMESCALE_INVALID', ['occurredAt']);
    const propose = (occurredAt: string, bornOn?: string) =>
      spec
        .given()
        .when(
          { type: 'ProposeRestriction', ...proposal },
          { occurredAt, facts: { ...NO_FACTS, ...(bornOn === undefined ? {} : { bornOn }) } },
        );
    propose('1941-05-02T12:00:00.000Z', '1941-05-03').refused('TIMESCALE_INVALID', ['occurredAt']);
    propose('1941-05-03T12:00:00.000Z', '1941-05-03').then({ type: 'RestrictionProposed' });
    propose('1899-12-31T12:00:00.000Z').refused('TIMESCALE_INVALID', ['occurredAt']);
  });

  it('R30: what the person consents to rests on their own signature on it, each term on a new one', () => {
    const asked: RestrictionEvent = {
      type: 'RestrictionConsentAsked',
      payload: { restrictionId: ID, askNo: 1, contentHash: 'h1', salts: {}, content: {} },
    };
    const signed = (contentHash: string, signOffId = 'SO1') => ({
      ...served('careAtHome'),
      facts: { ...NO_FACTS, consented: { [ID]: { signOffId, contentHash, signedAt: '2026-05-11T08:00:00.000Z' } } },
    });
    const consented = authorise({ scheme: 'consented' });
    spec.given(proposed).when(consented, served('careAtHome')).refused('CONSENT_REQUIRED', ['consented']);
    spec.given(proposed, asked).when(consented, served('careAtHome')).refused('CONSENT_REQUIRED', ['consented']);
    spec.given(proposed, asked).when(consented, signed('h0')).refused('CONSENT_REQUIRED', ['consented']);
    spec
      .given(proposed, asked)
      .when(consented, signed('h1'))
      .then({ type: 'RestrictionAuthorised', payload: { scheme: 'consented', signOffId: 'SO1' } });
    const given: RestrictionEvent = {
      type: 'RestrictionAuthorised',
      payload: { ...term, scheme: 'consented', signOffId: 'SO1' },
    };
    const renewal = authorise({ scheme: 'consented', from: '2026-05-11', to: '2026-12-31' });
    spec.given(proposed, asked, given).when(renewal, signed('h1')).refused('CONSENT_REQUIRED', ['consented']);
    spec
      .given(proposed, asked, given)
      .when(renewal, signed('h1', 'SO2'))
      .then({ type: 'RestrictionAuthorised', payload: { signOffId: 'SO2' } });
  });

  it('R30: what the person consented to is withheld when they withdraw that, until it has another authority', () => {
    const rests = (signOffId: string): RestrictionEvent => ({
      type: 'RestrictionAuthorised',
      payload: { ...term, scheme: 'consented', signOffId },
    });
    const withhold = { type: 'WithholdRestriction', signOffId: 'SO1' } as const;
    const withheld: RestrictionEvent = { type: 'RestrictionWithheld', payload: { signOffId: 'SO1' } };
    spec.given(proposed, rests('SO1')).when(withhold).then(withheld);
    for (const given of [
      [proposed],
      [proposed, rests('SO2')],
      [proposed, authorised],
      [proposed, rests('SO1'), withheld],
    ])
      spec
        .given(...given)
        .when(withhold)
        .nothing();
    const over = spec.given(proposed, rests('SO1'), withheld);
    expect(over.state.state).toBe('withheld');
    expect(restriction.deadlines?.(over.state)).toEqual([]);
    over.when(authorise(), served('careHome')).then({ type: 'RestrictionAuthorised' });
    over.when({ type: 'AskForConsent' }).then({ type: 'RestrictionConsentAsked' });
    over
      .when({ type: 'EndRestriction', reason: 'not needed' }, { ...served('careHome'), actor: as('SM') })
      .then({ type: 'RestrictionEnded' });
    over
      .when({ type: 'ReviewRestriction', stillNeeded: true }, served('careHome'))
      .refused('STATE_CONFLICT', ['withheld']);
  });

  describe('R30: consent that is given again after it was withdrawn', () => {
    const until = '2026-02-05';
    const first: RestrictionEvent = {
      type: 'RestrictionAuthorised',
      payload: { ...term, scheme: 'consented', signOffId: 'SO1', from: '2026-01-05', to: until },
    };
    const withheld: RestrictionEvent = { type: 'RestrictionWithheld', payload: { signOffId: 'SO1' } };
    const asked: RestrictionEvent = {
      type: 'RestrictionConsentAsked',
      payload: { restrictionId: ID, askNo: 2, contentHash: 'h1', salts: {}, content: {} },
    };
    /** Signed again at 00:30 on 10 July, local time. */
    const again = (at: string) => ({
      ...served('careAtHome'),
      now: at,
      occurredAt: at,
      facts: {
        ...served('careAtHome').facts,
        consented: { [ID]: { signOffId: 'SO2', contentHash: 'h1', signedAt: '2026-07-09T23:30:00.000Z' } },
      },
    });
    const from = (day: string) => authorise({ scheme: 'consented', from: day, to: '2026-12-31' });
    const given = () => spec.given(proposed, first, withheld, asked);

    it('authorises from the day on which it was given, with the days between left as they were', () => {
      given()
        .when(from('2026-07-10'), again('2026-07-12T09:00:00.000Z'))
        .then({ type: 'RestrictionAuthorised', payload: { from: '2026-07-10', signOffId: 'SO2' } });
      given().when(from('2026-07-12'), again('2026-07-12T09:00:00.000Z')).then({ type: 'RestrictionAuthorised' });
    });

    it('authorises no day on which it was withdrawn, and none that has not begun', () => {
      for (const day of ['2026-07-09', '2026-02-06', '2026-01-20'])
        given().when(from(day), again('2026-07-12T09:00:00.000Z')).refused('CONSENT_REQUIRED', ['from']);
      given().when(from('2026-07-13'), again('2026-07-12T09:00:00.000Z')).refused('AUTHORISATION_REQUIRED', ['from']);
    });

    it('is followed without a day between, as any other authority', () => {
      const second: RestrictionEvent = {
        type: 'RestrictionAuthorised',
        payload: { ...term, scheme: 'consented', signOffId: 'SO2', from: '2026-07-10', to: '2026-08-10' },
      };
      const renewed = (day: string) =>
        spec
          .given(proposed, first, withheld, second)
          .when(authorise({ scheme: 'courtOrder', from: day, to: '2026-12-31' }), again('2026-08-01T09:00:00.000Z'));
      renewed('2026-08-11').then({ type: 'RestrictionAuthorised' });
      renewed('2026-08-12').refused('AUTHORISATION_REQUIRED', ['from']);
    });
  });

  it('R30: with the service that holds it a restriction ends, at the instant at which that ended', () => {
    const end = { type: 'EndWithService', endedAt: '2026-02-01T12:00:00.000Z' } as const;
    const by = { actor: { ...as('SY'), organisationId: undefined } } as unknown as Parameters<
      ReturnType<typeof spec.given>['when']
    >[1];
    const withheld: RestrictionEvent = { type: 'RestrictionWithheld', payload: { signOffId: 'SO1' } };
    for (const given of [[proposed], [proposed, authorised], [proposed, authorised, withheld]])
      spec
        .given(...given)
        .when(end, by)
        .then({ type: 'RestrictionEnded', payload: { reason: 'serviceEnded', endedAt: end.endedAt } });
    for (const over of [
      { type: 'RestrictionExpired', payload: {} },
      { type: 'RestrictionEnded', payload: { reason: 'not needed' } },
    ] as const)
      spec.given(proposed, authorised, over).when(end, by).nothing();
    spec.given().when(end, by).refused('NOT_FOUND');
  });

  it('R30: the person is asked about the proposal as it stands, each time anew', () => {
    spec
      .given(proposed)
      .when({ type: 'AskForConsent' })
      .then({ type: 'RestrictionConsentAsked', payload: { restrictionId: ID, askNo: 1, content: proposal } });
    spec.given().when({ type: 'AskForConsent' }).refused('NOT_FOUND');
  });

  it('R38: after a death nothing is authorised, asked or reviewed; what stands is ended', () => {
    const died = { ...served('careHome'), facts: { ...served('careHome').facts, deceased: true } };
    spec.given(proposed).when(authorise(), died).refused('STATE_CONFLICT', ['deceased']);
    spec.given(proposed).when({ type: 'AskForConsent' }, died).refused('STATE_CONFLICT', ['deceased']);
    spec
      .given(proposed, authorised)
      .when({ type: 'ReviewRestriction', stillNeeded: true }, died)
      .refused('STATE_CONFLICT', ['deceased']);
    spec
      .given(proposed, authorised)
      .when({ type: 'EndRestriction', reason: 'deceased' }, { ...died, actor: as('SY') })
      .then({ type: 'RestrictionEnded', payload: { reason: 'deceased' } });
  });

  it.each([
    ['seven days, both counted', { from: '2026-05-11', to: '2026-05-17' }, undefined],
    ['eight days', { from: '2026-05-11', to: '2026-05-18' }, 'to'],
  ])('an urgent authorisation of %s', (_, more, member) => {
    const wanted = spec.given(proposed).when(authorise({ ...more, urgent: true }), served('careHome'));
    if (member === undefined) wanted.then({ type: 'RestrictionAuthorised', payload: { urgent: true } });
    else wanted.refused('AUTHORISATION_TERM_INVALID', [member]);
  });

  it('an urgent authorisation is extended once, by seven days at the most', () => {
    const extend = (to: string) => authorise({ from: '2026-05-12', to, urgent: true });
    const given = spec.given(proposed, authorised7);
    given.when(extend('2026-05-18'), served('careHome')).then({ type: 'RestrictionAuthorised' });
    given.when(extend('2026-05-19'), served('careHome')).refused('AUTHORISATION_TERM_INVALID', ['to']);
    const twice: RestrictionEvent = {
      type: 'RestrictionAuthorised',
      payload: { ...term, from: '2026-05-12', to: '2026-05-18', urgent: true },
    };
    spec
      .given(proposed, authorised7, twice)
      .when(authorise({ from: '2026-05-19', to: '2026-05-20', urgent: true }), served('careHome'))
      .refused('AUTHORISATION_TERM_INVALID', ['urgent']);
    spec
      .given(proposed, authorised7, twice)
      .when(authorise({ from: '2026-05-19', to: '2027-05-18' }), served('careHome'))
      .then({ type: 'RestrictionAuthorised' });
  });

  it('only the safeguards know an urgent authorisation', () => {
    spec
      .given(proposed)
      .when(authorise({ scheme: 'courtOrder', to: '2026-05-17', urgent: true }), served('careHome'))
      .refused('AUTHORISATION_WRONG_SCHEME', ['urgent']);
  });

  it.each([
    ['2028-02-29', '2029-02-28', true],
    ['2028-02-29', '2029-03-01', false],
    ['2027-03-01', '2028-02-29', true],
    ['2027-03-01', '2028-03-01', false],
    ['2027-12-31', '2028-12-30', true],
    ['2027-12-31', '2028-12-31', false],
  ])('ENG-081: twelve months from %s to %s', (from, to, stands) => {
    const wanted = spec
      .given(proposed)
      .when(authorise({ from, to }), { ...served('careHome'), now: `${from}T09:00:00.000Z` });
    if (stands) wanted.then({ type: 'RestrictionAuthorised' });
    else wanted.refused('AUTHORISATION_TERM_INVALID', ['to']);
  });

  it('no authority began before the person was born', () => {
    const context = served('careHome');
    spec
      .given(proposed)
      .when(authorise({ scheme: 'courtOrder', from: '1941-05-03' }), {
        ...context,
        facts: { ...context.facts, bornOn: '1941-05-04' },
      })
      .refused('AUTHORISATION_TERM_INVALID', ['from']);
  });
});
