import { attachmentId, decideWith } from '@carethread/event-sourcing';
import { specContext } from '@carethread/event-sourcing/testing';
import { review } from './decider.js';
import type { ReviewEvent, Scheduled } from './events.js';
import { agreed, context, NOW, P, scheduled, spec, started } from './testing/formal-review.js';

describe('an agreed outcome', () => {
  const agree = { type: 'AgreeOutcome', outcome: 'noChange', reason: 'all is well' } as const;

  it('OUT-82: names the plan and version that was reviewed, and no other', () => {
    const given = spec.given(scheduled, started);
    given.when(agree, context).then({ type: 'ReviewOutcomeAgreed', payload: { planId: 'PL', planVersionReviewed: 2 } });
    given.when({ ...agree, planId: 'PL', planVersionReviewed: 2 }, context).then({ type: 'ReviewOutcomeAgreed' });
    given.when({ ...agree, planId: 'other' }, context).refused('REFERENCE_NOT_FOUND', ['planId']);
    given.when({ ...agree, planVersionReviewed: 1 }, context).refused('REFERENCE_NOT_FOUND', ['planVersionReviewed']);
    spec.given(scheduled, started, agreed).when(agree, context).refused('STATE_CONFLICT', ['outcomeAgreed']);
  });

  it('OUT-83: an increase says what, from how much and to how much', () => {
    const change = {
      itemId: 'a4',
      field: 'when',
      what: 'evening visit',
      from: '3 a week',
      to: '5 a week',
      agreedByPerson: true,
    };
    spec
      .given(scheduled, started)
      .when({ type: 'AgreeOutcome', outcome: 'increase', changes: [change], nextReviewBy: '2026-07-10' }, context)
      .then({
        type: 'ReviewOutcomeAgreed',
        payload: { outcome: 'increase', changes: [change], nextReviewBy: '2026-07-10' },
      });
  });

  it('ENG-120: what the person did not agree to is kept as such, with their reasons', () => {
    const moved = { itemId: 'a3', field: 'where', to: 'downstairs' };
    const change = { ...moved, agreedByPerson: false, personsReasons: 'I like my room' };
    spec
      .given(scheduled, started)
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [change] }, context)
      .then({ type: 'ReviewOutcomeAgreed', payload: { changes: [change] } });
  });

  it('OUT-88, R23: each change has who decided it, as it was said; nobody is assumed', () => {
    const moved = { itemId: 'a3', field: 'where', to: 'downstairs', agreedByPerson: true };
    const decidedBy = { kind: 'professional', id: 'X' };
    const given = spec.given(scheduled, started);
    given
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [{ ...moved, decidedBy }] }, context)
      .then({ type: 'ReviewOutcomeAgreed', payload: { changes: [{ ...moved, decidedBy }] } });
    const [unsaid] = decideWith(
      review,
      { type: 'AgreeOutcome', outcome: 'amend', changes: [moved] },
      given.state,
      specContext(context),
    );
    expect(unsaid?.payload).toMatchObject({ changes: [{ ...moved, changeId: 'new-change-0' }] });
    expect(JSON.stringify(unsaid?.payload)).not.toContain('decidedBy');
    const { agreedByPerson: _, ...silent } = moved;
    given
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [moved, silent] }, context)
      .refused('CONSENT_REQUIRED', ['changes/1/agreedByPerson']);
    // Another person is not the one who decided here.
    const another = { ...moved, decidedBy: { kind: 'person', id: 'somebody else' } };
    given
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [another] }, context)
      .refused('REFERENCE_NOT_FOUND', ['changes/0/decidedBy']);
  });

  it('ENG-124: a briefing says to those concerned what changed for them and what to do, when it was, and not in the future', () => {
    const brief = {
      type: 'BriefStakeholder',
      party: { id: 'S' },
      changesForThem: 'two more visits',
      actionNeeded: 'new rota',
    } as const;
    const given = spec.given(scheduled, started);
    given.when(brief, context).then({
      type: 'StakeholderBriefed',
      payload: { issuedAt: NOW, changesForThem: 'two more visits', actionNeeded: 'new rota' },
    });
    given
      .when({ ...brief, issuedAt: '2026-04-10T10:30Z' }, { ...context, now: '2026-04-10T11:00:00.000Z' })
      .then({ type: 'StakeholderBriefed', payload: { issuedAt: '2026-04-10T10:30:00.000Z' } });
    given.when({ ...brief, issuedAt: '2026-04-10T09:59Z' }, context).refused('TIMESCALE_INVALID', ['issuedAt']);
    given.when({ ...brief, issuedAt: '2026-04-10T10:00:00.001Z' }, context).refused('FUTURE_DATE', ['issuedAt']);
  });

  it('ENG-124: a party who was briefed takes note once; of others nothing is recorded', () => {
    const briefed: ReviewEvent = {
      type: 'StakeholderBriefed',
      payload: { party: { kind: 'staff', id: 'S' }, issuedAt: NOW },
    };
    const acknowledge = { type: 'AcknowledgeBriefing', partyId: 'S', forOthers: true } as const;
    spec
      .given(scheduled, started, briefed)
      .when(acknowledge, context)
      .then({ type: 'BriefingAcknowledged', payload: { party: { kind: 'staff', id: 'S' }, at: NOW } });
    spec
      .given(scheduled, started, briefed, {
        type: 'BriefingAcknowledged',
        payload: { party: { kind: 'staff', id: 'S' }, at: NOW },
      })
      .when(acknowledge, context)
      .nothing();
    spec
      .given(scheduled, started, briefed)
      .when({ ...acknowledge, partyId: 'X' }, context)
      .refused('NOT_FOUND');
  });

  it('R34: a party who chairs or is briefed as the person is the person of this record', () => {
    const another = { kind: 'person', id: 'another' };
    spec
      .given(scheduled)
      .when({ type: 'StartReview', chair: another }, context)
      .refused('REFERENCE_NOT_FOUND', ['chair.id']);
    spec
      .given(scheduled, started)
      .when({ type: 'BriefStakeholder', party: another }, context)
      .refused('REFERENCE_NOT_FOUND', ['party.id']);
    spec
      .given(scheduled, started)
      .when({ type: 'BriefStakeholder', party: { kind: 'person', id: P } }, context)
      .then({ type: 'StakeholderBriefed', payload: { party: { kind: 'person', id: P } } });
  });

  it('R33: a party who was briefed takes note for themselves, in any role of the organisation, and for nobody else', () => {
    const briefed = (party: { kind: string; id: string }): ReviewEvent => ({
      type: 'StakeholderBriefed',
      payload: { party, issuedAt: NOW },
    });
    const staff = { kind: 'staff', id: 'S' };
    const given = spec.given(scheduled, started, briefed(staff), briefed({ kind: 'staff', id: 'T' }));
    const acknowledge = { type: 'AcknowledgeBriefing', partyId: 'S' } as const;
    const noted = { type: 'BriefingAcknowledged', payload: { party: staff, at: NOW } } as const;
    const as = (role: string, userId: string, organisationId?: string) => ({
      ...context,
      actor: {
        ...specContext().actor,
        role,
        roles: [role],
        userId,
        ...(organisationId === undefined ? {} : { organisationId }),
      },
    });
    for (const role of ['CS', 'NC', 'TM']) given.when(acknowledge, as(role, 'S', 'O')).then(noted);
    given.when(acknowledge, as('CS', 'T', 'O')).refused('ROLE_NOT_PERMITTED');
    given.when(acknowledge, as('CS', 'S', 'another')).refused('NOT_FOUND');
    const self = { kind: 'person', id: P };
    spec
      .given(scheduled, started, briefed(self))
      .when(
        { ...acknowledge, partyId: P },
        { ...context, actor: { ...specContext().actor, role: 'PE', roles: ['PE'], userId: 'U', personId: P } },
      )
      .then({ type: 'BriefingAcknowledged', payload: { party: self, at: NOW } });

    const state = {
      ...review.initial,
      scheduled: scheduled.payload as Scheduled,
      briefings: [{ party: staff, issuedAt: NOW }],
    };
    const opened = { id: 'R', role: 'KW', organisation: 'O' };
    expect(review.holder(state, opened, 'acknowledgeBriefing')).toEqual([
      { kind: 'plan', planId: 'PL' },
      { kind: 'users', userIds: ['S'] },
    ]);
    expect(review.holder(state, opened, 'readReview')).toEqual({ kind: 'plan', planId: 'PL' });
  });

  it('minutes cite an attachment that is there', () => {
    const hash = 'ab'.repeat(32);
    const streams = { [`attachment-${attachmentId(hash)}`]: { hash, personId: specContext().personId } };
    const publish = { type: 'PublishMinutes', attachmentHash: hash } as const;
    const given = spec.given(scheduled, started);
    given
      .when(publish, { ...context, streams })
      .then({ type: 'ReviewMinutesPublished', payload: { attachmentHash: hash } });
    given.when(publish, context).refused('REFERENCE_NOT_FOUND', ['attachmentHash']);
  });
});
