import { specify } from '@carethread/event-sourcing/testing';
import type { JsonObject } from '@carethread/ledger';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import { issuesOf } from './issues.js';
import { actor, context, NOW, opened, published } from './testing/opened-plan.js';

const spec = specify(carePlan);

describe('a person’s statement', () => {
  it('ENG-005: has its reply due in a month, by the end of the corresponding day', () => {
    const attach = { type: 'AttachStatement', about: 'allergies', statement: 'not so' } as const;
    spec
      .given(opened)
      .when(attach, context)
      .then({ type: 'PersonStatementAttached', payload: { replyDueAt: '2026-06-20T22:59:59.999Z' } });
    spec
      .given(opened)
      .when(attach, { ...context, now: '2026-01-31T09:00:00.000Z' })
      .then({ type: 'PersonStatementAttached', payload: { replyDueAt: '2026-02-28T23:59:59.999Z' } });
  });
});

describe('a correction', () => {
  const correct = {
    type: 'RecordCorrection',
    field: 'allergies',
    to: [{ substance: 'penicillin' }],
    reason: 'letter',
    appliesToVersions: [1],
  } as const;
  /** The draft of that version says what was set right too. */
  const rebased = { type: 'DraftRebased', payload: { basedOnVersion: 1 } } as const;

  it('ENG-147: says when the person was told: now, unless it was before', () => {
    const given = spec.given(opened, published);
    given.when(correct, context).then({ type: 'PlanCorrectionRecorded', payload: { personToldAt: NOW } }, rebased);
    given
      .when({ ...correct, personToldAt: '2026-05-19T09:00:00.000Z' }, context)
      .then({ type: 'PlanCorrectionRecorded', payload: { personToldAt: '2026-05-19T09:00:00.000Z' } }, rebased);
    given
      .when({ ...correct, personToldAt: '2026-05-21T09:00:00.000Z' }, context)
      .refused('FUTURE_DATE', ['personToldAt']);
  });
});

describe('what a correction may touch', () => {
  const right = (field: string): JsonObject | readonly JsonObject[] =>
    ['history', 'identity'].includes(field) ? { summary: 'x' } : [{ name: 'x' }];
  const correct = (field: string, more: object = {}) =>
    ({ type: 'RecordCorrection', field, to: right(field), reason: 'letter', appliesToVersions: [1], ...more }) as const;
  const given = spec.given(opened, published);

  it.each(['allergies', 'conditions', 'history', 'contacts', 'identity', 'importantPeople'])(
    'ENG-147, PLAT-19: %s is a fact: a further issue, from its own day; what stood there is kept beside it',
    (field) => {
      given.when(correct(field, { effectiveFrom: '2026-03-05' }), context).then(
        {
          type: 'PlanCorrectionRecorded',
          payload: {
            field,
            to: right(field),
            reason: 'letter',
            effectiveFrom: '2026-03-05T00:00:00.000Z',
            appliesToVersions: [1],
            from: field === 'allergies' ? [] : null,
            issues: [expect.objectContaining({ versionNo: 1, issueNo: 2 })],
          },
        },
        { type: 'DraftRebased' },
      );
    },
  );

  it.each(['actions', 'routines', 'preferences', 'outcomes', 'goals', 'riskLinks', 'restrictionLinks'])(
    '%s is care: it is amended, not corrected',
    (field) => given.when(correct(field), context).refused('CORRECTION_CHANGES_CARE', ['field']),
  );

  it('has its reason, no future, and a version that is there', () => {
    given.when(correct('allergies', { reason: undefined }), context).refused('REASON_REQUIRED', ['reason']);
    given
      .when(correct('allergies', { effectiveFrom: '2026-05-21' }), context)
      .refused('FUTURE_DATE', ['effectiveFrom']);
    given.when(correct('allergies', { appliesToVersions: [2] }), context).refused('REFERENCE_NOT_FOUND');
    given.when(correct('allergies', { appliesToVersions: [] }), context).refused('MALFORMED');
  });

  it('ENG-143: the version itself stays as it was published', () => {
    const corrected: PlanEvent = {
      type: 'PlanCorrectionRecorded',
      payload: {
        planId: 'PL',
        correctionId: 'C',
        field: 'allergies',
        from: [],
        to: ['penicillin'],
        reason: 'letter',
        effectiveFrom: NOW,
        appliesToVersions: [1],
        personToldAt: NOW,
        by: 'K',
        issues: [{ versionNo: 1, issueNo: 2, contentHash: 'd'.repeat(64) }],
        salts: {},
      },
    };
    const { state } = spec.given(opened, published, corrected);
    expect(state.versions.flatMap((version) => issuesOf(state, version))).toMatchObject([
      { issueNo: 1, content: { allergies: [] }, contentHash: 'c'.repeat(64) },
      { issueNo: 2, content: { allergies: ['penicillin'] }, contentHash: 'd'.repeat(64) },
    ]);
  });
});

describe('the profile of a new plan', () => {
  const open = (profile?: string | { readonly code: string } | number) =>
    ({
      type: 'OpenPlan',
      planKind: 'provider',
      organisationId: 'O',
      ...(profile === undefined ? {} : { profile }),
    }) as const;
  const at = { ...context, subjects: { O: NO_FACTS } };

  it('is named by its code, alone or in an object; its version is the one in force', () => {
    for (const profile of ['SCO', { code: 'SCO' }])
      spec
        .given()
        .when(open(profile), at)
        .then({ type: 'CarePlanOpened', payload: { profile: { code: 'SCO' } } });
    spec
      .given()
      .when(open(), at)
      .then({ type: 'CarePlanOpened', payload: { profile: { code: 'ENG', version: 2 } } });
    spec.given().when(open('XXX'), at).refused('PROFILE_UNKNOWN');
    spec.given().when(open(7), at).refused('MALFORMED');
  });

  it('ENG-004: in England is version 2, with its laws', () => {
    const laws = ['Care Act 2014', 'HSCA 2008 (Regulated Activities) Regulations 2014'];
    spec
      .given()
      .when(open('ENG'), at)
      .then({
        type: 'CarePlanOpened',
        payload: { profile: { code: 'ENG', version: 2 }, laws: expect.arrayContaining(laws) },
      });
    spec.given().when(open('XXX'), at).refused('PROFILE_UNKNOWN', ['profile']);
  });

  it('CITY-01: the CITY pack is added where the council operates the provider, and nowhere else', () => {
    const organisation = { kind: 'provider', name: 'n', jurisdiction: 'ENG', councilOperated: true };
    const city = { ...context, subjects: { O: { ...NO_FACTS, organisation } } };
    spec
      .given()
      .when(open(), city)
      .then({ type: 'CarePlanOpened', payload: { rulePacks: ['CITY'] } });
    spec
      .given()
      .when(open(), at)
      .then({ type: 'CarePlanOpened', payload: { rulePacks: [] } });
    spec
      .given()
      .when({ ...open(), planKind: 'cpa' }, { ...city, actor: { ...actor, role: 'CC' } })
      .then({ type: 'CarePlanOpened', payload: { rulePacks: ['CPA'] } });
  });

  it('CITY-06: a derived plan knows the needs of the council version it was derived from', () => {
    const derivedFrom = { id: 'C', version: 1 };
    const plans = {
      C: {
        planKind: 'localAuthority',
        organisationId: 'L',
        versionNo: 1,
        state: 'active',
        needs: [{ needId: 'n1' }],
        sections: {},
      },
    };
    spec
      .given()
      .when({ ...open(), derivedFrom }, { ...at, facts: { ...NO_FACTS, plans } })
      .then({ type: 'CarePlanOpened', payload: { derivedFrom, councilNeeds: ['n1'] } });
    spec
      .given()
      .when({ ...open(), derivedFrom }, at)
      .refused('REFERENCE_NOT_FOUND', ['derivedFrom']);
  });

  it('R28: starts from a completed assessment of the person, in a version that there is', () => {
    const sourceAssessment = { id: 'A', version: 1 };
    const assessments = [{ assessmentId: 'A', version: 1, needIds: ['n1'] }];
    const from = (wanted: object, known: object) =>
      spec.given().when({ ...open(), sourceAssessment, ...wanted }, { ...at, facts: { ...NO_FACTS, ...known } });
    from({}, { assessments }).then({ type: 'CarePlanOpened', payload: { sourceAssessment } });
    // One of the person's carer is none that is known here.
    from({}, {}).refused('REFERENCE_NOT_FOUND', ['sourceAssessment']);
    from({ sourceAssessment: { id: 'A', version: 2 } }, { assessments }).refused('REFERENCE_NOT_FOUND', [
      'sourceAssessment',
    ]);
  });

  it('R17: no plan is opened under a service that has ended', () => {
    const ended = { endedAt: NOW, reason: 'completed' };
    const under = (episode: object) => ({
      ...at,
      facts: { ...NO_FACTS, episodes: { E: { providerId: 'O', ...episode } } },
    });
    const opening = { ...open(), episodeId: 'E' };
    spec.given().when(opening, under({ ended })).refused('STATE_CONFLICT', ['ended']);
    spec
      .given()
      .when(opening, under({}))
      .then({ type: 'CarePlanOpened', payload: { episodeId: 'E' } });
  });

  it('R18: a plan names a service of the organisation that opens it', () => {
    const opening = { ...open(), episodeId: 'E' };
    const of = (providerId: string) => ({ ...at, facts: { ...NO_FACTS, episodes: { E: { providerId } } } });
    for (const episodeId of ['E', 'E9'])
      spec
        .given()
        .when({ ...opening, episodeId }, of('PR1'))
        .refused('REFERENCE_NOT_FOUND', ['episodeId']);
  });

  it.each([
    ['provider', 'AS'],
    ['localAuthority', 'KW'],
    ['cpa', 'KW'],
    ['provider', 'CS'],
  ])('a plan of kind %s is not opened by %s', (planKind, role) => {
    spec
      .given()
      .when({ ...open(), planKind }, { ...at, actor: { ...actor, role } })
      .refused('ROLE_NOT_PERMITTED');
  });
});

describe('what no content may be', () => {
  const backwards = { routines: [{ routineId: 'R', what: 'morning', start: '09:00', end: '08:00' }] };
  const given = spec.given(opened);

  it('is refused alike in a draft and a proposal: a routine that ends before it starts', () => {
    given.when({ type: 'SaveDraft', content: backwards }, context).refused('MALFORMED');
    given.when({ type: 'ProposeVersion', content: backwards }, context).refused('MALFORMED');
  });
});

describe('suspending and closing', () => {
  const earlier = '2026-05-19T23:00:00.000Z';

  it('is since now, or since before; never since later', () => {
    const given = spec.given(opened, published);
    const suspend = { type: 'SuspendPlan', scope: 'whole', reason: 'hospital' } as const;
    given.when(suspend, context).then({ type: 'PlanSuspended', payload: { from: NOW } });
    given.when({ ...suspend, from: '2026-05-20' }, context).then({ type: 'PlanSuspended', payload: { from: earlier } });
    given.when({ ...suspend, from: '2026-05-21' }, context).refused('FUTURE_DATE', ['from']);
    const close = { type: 'ClosePlan', reason: 'deceased' } as const;
    const dead = { ...context, facts: { ...NO_FACTS, deceased: true } };
    given.when(close, dead).then({ type: 'CarePlanClosed', payload: { closedAt: NOW } });
    given
      .when({ ...close, closedAt: '2026-05-20' }, dead)
      .then({ type: 'CarePlanClosed', payload: { closedAt: earlier } });
    given.when({ ...close, closedAt: '2026-05-21' }, dead).refused('FUTURE_DATE', ['closedAt']);
    given.when({ ...close, closedAt: '2026-03-02' }, dead).then({ type: 'CarePlanClosed' });
    given.when({ ...close, closedAt: '2026-03-01' }, dead).refused('TIMESCALE_INVALID', ['closedAt']);
    spec
      .given(opened)
      .when({ ...close, closedAt: '1850-01-01' }, dead)
      .refused('TIMESCALE_INVALID', ['closedAt']);
  });
});
