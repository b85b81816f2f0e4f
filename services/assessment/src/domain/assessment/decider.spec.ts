import { attachmentId } from '@carethread/event-sourcing';
import { specContext, specify, type Past } from '@carethread/event-sourcing/testing';
import { findingsAt, issueAt, type Correction } from './issues.js';
import { NO_FACTS } from '../facts.js';
import { person } from '../person/decider.js';
import { assessmentDecider, type AssessmentCommand } from './decider.js';
import type { AssessmentEvent, Finding } from './events.js';
import type { AssessmentState } from './state.js';

const spec = specify(assessmentDecider);
const NOW = '2026-03-02T09:00:00.000Z';
const { personId } = specContext();
const requested: Past<AssessmentEvent> = {
  type: 'AssessmentRequested',
  payload: { kind: 'councilNeeds', reason: 'referral' },
  meta: { occurredAt: '2026-01-02T09:00:00.000Z' },
};
const started: Past<AssessmentEvent> = {
  type: 'AssessmentStarted',
  payload: { assessorId: 'A', place: 'home' },
  meta: { occurredAt: '2026-01-05T09:00:00.000Z' },
};
const paused: AssessmentEvent = { type: 'AssessmentPaused', payload: { reason: 'unwell' } };
const completed: AssessmentEvent = {
  type: 'AssessmentCompleted',
  payload: {
    assessmentId: 'X',
    kind: 'councilNeeds',
    completedAt: NOW,
    coverage: {},
    version: 1,
    needIds: ['need-health'],
    outcomeIds: [],
  },
};
const found = (category: string, more: Partial<Finding> = {}): AssessmentEvent => ({
  type: 'FindingRecorded',
  payload: {
    findingId: `${category}-${more.domain ?? 'x'}`,
    category,
    statement: `a ${category}`,
    inPersonsWords: false,
    none: false,
    ...more,
  },
});
const domains = ['health', 'personalCare', 'socialCare'];
const needs = domains.map((domain) => found('need', { domain }));
const others = ['strength', 'ability', 'aspiration'].map((category) => found(category));
const assessor = {
  now: NOW,
  actor: { userId: 'A', user: 'u', role: 'AS', roles: ['AS'], serviceIds: [], qualifications: ['assessor'] },
};
const unqualified = { ...assessor, actor: { ...assessor.actor, qualifications: [] } };
const begun = spec.given(requested, started);

describe('D1: findings recorded under the wrong person are moved by two assessors', () => {
  const OTHER = '00000000-0000-4000-8000-0000000000b2';
  const id = 'need-health';
  const move = { type: 'MoveFindings', toAssessmentId: 'T', findingIds: [id], reason: 'the other twin' } as const;
  const to = (state: AssessmentState['state'] = 'inProgress', whose = OTHER) => ({
    streams: { 'assessment-T': { ...assessmentDecider.initial, state, personId: whose } },
  });
  const first = { ...assessor, ...to() };
  const second = { ...first, actor: { ...assessor.actor, userId: 'B' } };
  const approval = {
    moveId: 'M',
    toAssessmentId: 'T',
    findingIds: [id],
    reason: 'the other twin',
    by: 'A',
    lapsesAt: '2026-03-30T22:59:59.999Z',
  };
  const approved: AssessmentEvent = { type: 'FindingsMoveApproved', payload: approval };
  const open = [requested, started, ...needs, ...others];
  const finding = {
    findingId: id,
    category: 'need',
    domain: 'health',
    statement: 'a need',
    inPersonsWords: false,
    none: false,
  };

  it('D1: the first approves, for 28 days; the same user again is no second approver; another completes it', () => {
    const { moveId: _, ...payload } = approval;
    spec
      .given(...open)
      .when(move, first)
      .then({ type: 'FindingsMoveApproved', payload });
    const once = spec.given(...open, approved);
    once.when(move, first).refused('SECOND_APPROVER_REQUIRED', ['M']);
    once.when({ ...move, findingIds: ['need-personalCare'] }, second).then({ type: 'FindingsMoveApproved' });
    once.when(move, { ...second, now: '2026-03-30T23:00:00.000Z' }).then({ type: 'FindingsMoveApproved' });
    once.when(move, { ...second, now: '2026-03-30T22:59:59.999Z' }).then({
      type: 'FindingsMoved',
      payload: {
        moveId: 'M',
        toAssessmentId: 'T',
        toPersonId: OTHER,
        findings: [finding],
        reason: 'the other twin',
        approvedBy: ['A', 'B'],
        corrections: [],
      },
    });
    once.when(move, { ...unqualified, ...to() }).refused('NOT_QUALIFIED', ['assessor']);
  });

  it('D1: what is not completed goes on without them, and keeps what was recorded here in error', () => {
    const { state } = after(...open, approved, moved([]));
    expect(state.findings.map(({ findingId }) => findingId)).not.toContain(id);
    expect(state.moved).toMatchObject([{ findings: [finding], toPersonId: OTHER, toAssessmentId: 'T' }]);
    expect(state.approvals).toEqual([]);
    after(...open, approved, moved([]))
      .when({ type: 'CompleteAssessment' }, assessor)
      .refused('DOMAIN_MISSING', ['health']);
  });

  it('D1: what is completed has a further issue without their words, and they are set right no more', () => {
    const done = spec.given(...open, completed, approved);
    done.when(move, second).then({
      type: 'FindingsMoved',
      payload: {
        corrections: [
          {
            findingId: id,
            from: 'a need',
            to: '',
            reason: 'the other twin',
            effectiveFrom: NOW,
            issue: 2,
            issues: [2],
          },
        ],
      },
    });
    const left = after(
      ...open,
      completed,
      approved,
      moved([{ findingId: id, from: 'a need', to: '', reason: 'x', effectiveFrom: NOW, issue: 2, issues: [2] }]),
    );
    expect(issueAt(left.state.findings, left.state.corrections, NOW)).toBe(2);
    left.when(move, first).refused('REFERENCE_NOT_FOUND', ['findingIds.0']);
    left
      .when({ type: 'CorrectAssessment', findingId: id, to: 'y', reason: 'x', effectiveFrom: '2026-02-01' }, assessor)
      .refused('STATE_CONFLICT', ['recordedInError']);
  });

  it('D1: goes to an assessment of another person that goes on, and takes what was found alone', () => {
    const given = spec.given(...open);
    given.when({ ...move, toAssessmentId: 'nowhere' }, assessor).refused('REFERENCE_NOT_FOUND', ['toAssessmentId']);
    given
      .when(move, { ...assessor, ...to('inProgress', personId ?? '') })
      .refused('REFERENCE_NOT_FOUND', ['toAssessmentId']);
    given.when(move, { ...assessor, ...to('completed') }).refused('STATE_CONFLICT', ['toAssessmentId']);
    given.when({ ...move, findingIds: [id, 'none'] }, first).refused('REFERENCE_NOT_FOUND', ['findingIds.1']);
    const { reason: _, ...unreasoned } = move;
    given.when(unreasoned, first).refused('REASON_REQUIRED', ['reason']);
    const without = found('need', { none: true, noneReason: 'none' });
    spec
      .given(requested, started, without)
      .when({ ...move, findingIds: ['need-x'] }, first)
      .refused('STATE_CONFLICT', ['need-x']);
    const eligible = { needIds: [id], outcomesAffected: [], wellbeingImpact: '', eligible: true, reasons: 'x' };
    spec
      .given(...open, { type: 'EligibilityDecided', payload: eligible })
      .when(move, first)
      .refused('STATE_CONFLICT', [id]);
    spec
      .given(requested, ...needs)
      .when(move, first)
      .refused('STATE_CONFLICT', ['requested']);
  });

  it('D1: arrives once, under an id of its own and without the other record’s source', () => {
    const receive = {
      type: 'ReceiveFindings',
      moveId: 'M',
      fromAssessmentId: 'F',
      fromPersonId: OTHER,
      findings: [{ ...finding, sourceId: 'S' }],
      reason: 'the other twin',
    } as const;
    const { type: _, ...payload } = receive;
    begun.when(receive, assessor).then({
      type: 'FindingsReceived',
      payload: { ...payload, findings: [{ ...finding, findingId: expect.any(String) as string }] },
    });
    const received: AssessmentEvent = { type: 'FindingsReceived', payload: { ...payload, findings: [finding] } };
    after(requested, started, received).when(receive, assessor).then();
    expect(after(requested, started, received).state.findings).toEqual([finding]);
    // A completed one reads as it was completed; what arrives then stands beside it.
    const late = after(...open, completed, received).state;
    expect([late.findings.length, late.received.length]).toEqual([open.length - 2, 1]);
  });

  const after = (...events: readonly Past<AssessmentEvent>[]) => spec.given(...events);
  const moved = (corrections: readonly Correction[]): AssessmentEvent => ({
    type: 'FindingsMoved',
    payload: {
      moveId: 'M',
      assessmentId: 'X',
      toAssessmentId: 'T',
      toPersonId: OTHER,
      findings: [finding],
      reason: 'the other twin',
      approvedBy: ['A', 'B'],
      corrections,
    },
  });
});

describe('the course of an assessment', () => {
  it('is requested once, with its kind, reason and day', () => {
    const request = {
      type: 'RequestAssessment',
      kind: 'reassessment',
      reason: 'change',
      dueAt: '2026-03-09T23:59:59.999Z',
    } as const;
    const { type: _, ...payload } = request;
    spec.given().when(request, assessor).then({ type: 'AssessmentRequested', payload });
    spec.given(requested).when(request, assessor).nothing();
  });

  it('is started by a qualified assessor, once', () => {
    const start = { type: 'StartAssessment', place: 'home' } as const;
    spec.given(requested).when(start, unqualified).refused('NOT_QUALIFIED', ['assessor']);
    spec
      .given(requested)
      .when(start, assessor)
      .then({ type: 'AssessmentStarted', payload: { assessorId: 'A', place: 'home' } });
    begun.when(start, assessor).refused('STATE_CONFLICT', ['inProgress']);
  });

  it('pauses with a reason and is taken up again', () => {
    begun.when({ type: 'PauseAssessment' }, assessor).refused('REASON_REQUIRED', ['reason']);
    begun.when({ type: 'PauseAssessment', reason: 'unwell' }, assessor).then(paused);
    spec
      .given(requested)
      .when({ type: 'PauseAssessment', reason: 'unwell' }, assessor)
      .refused('STATE_CONFLICT', ['requested']);
    begun.when({ type: 'ResumeAssessment' }, assessor).refused('STATE_CONFLICT', ['inProgress']);
    spec
      .given(requested, started, paused)
      .when({ type: 'ResumeAssessment' }, assessor)
      .then({ type: 'AssessmentResumed' });
    const { state } = spec.given(requested, started, paused, { type: 'AssessmentResumed', payload: {} });
    expect(state).toMatchObject({ state: 'inProgress', pauses: [{ reason: 'unwell', resumedAt: NOW }] });
  });

  it('nothing is found while it is paused, or before it was started', () => {
    const find = { type: 'RecordFinding', category: 'need', statement: 'company' } as const;
    spec.given(requested).when(find, assessor).refused('STATE_CONFLICT', ['requested']);
    spec.given(requested, started, paused).when(find, assessor).refused('STATE_CONFLICT', ['paused']);
  });

  it('may be refused by the person, but goes on where abuse is feared', () => {
    const refuse = { type: 'RefuseAssessment' } as const;
    begun.when(refuse, assessor).then({ type: 'AssessmentRefused', payload: { abuseConcern: false } });
    begun.when({ ...refuse, capacityFindingId: 'F' }, assessor).refused('REFERENCE_NOT_FOUND', ['capacityFindingId']);
    const refused = spec.given(requested, started, { type: 'AssessmentRefused', payload: { abuseConcern: false } });
    expect(refused.state.state).toBe('refused');
    refused.when(refuse, assessor).refused('STATE_CONFLICT', ['refused']);
    const feared = spec.given(requested, started, { type: 'AssessmentRefused', payload: { abuseConcern: true } });
    expect(feared.state).toMatchObject({ state: 'inProgress', abuseConcern: true });
    spec.given(requested, started, completed).when(refuse, assessor).refused('STATE_CONFLICT', ['completed']);
  });
});

describe('what was found', () => {
  const record = (more: Partial<Extract<AssessmentCommand, { type: 'RecordFinding' }>>) =>
    ({ type: 'RecordFinding', category: 'aspiration', ...more }) as const;

  it('ENG-011: keeps the person’s own words as theirs', () => {
    begun.when(record({ statement: 'I want to garden', inPersonsWords: true, domain: 'socialCare' }), assessor).then({
      type: 'FindingRecorded',
      payload: {
        category: 'aspiration',
        statement: 'I want to garden',
        inPersonsWords: true,
        none: false,
        domain: 'socialCare',
      },
    });
  });

  it.each(['need', 'strength', 'ability', 'aspiration'])(
    'ENG-008: no %s is a finding too, with its reason',
    (category) => {
      begun.when(record({ category, none: true }), assessor).refused('REASON_REQUIRED', ['noneReason']);
      begun
        .when(record({ category, none: true, noneReason: 'none expressed' }), assessor)
        .then({ type: 'FindingRecorded', payload: { category, none: true, noneReason: 'none expressed' } });
    },
  );

  it('says something, and has an id of its own', () => {
    begun.when(record({}), assessor).refused('MALFORMED');
    spec
      .given(requested, started, found('need', { findingId: 'N' }))
      .when(record({ findingId: 'N', statement: 'again' }), assessor)
      .refused('STATE_CONFLICT', ['N']);
  });

  it('outcomes are the person’s, each with an id of its own', () => {
    const identify = { type: 'IdentifyOutcome', outcomeId: 'o1', statement: 'wash alone', change: 'achieve' } as const;
    const { type: _, ...payload } = identify;
    begun.when(identify, assessor).then({ type: 'PersonalOutcomeIdentified', payload });
    spec
      .given(requested, started, { type: 'PersonalOutcomeIdentified', payload })
      .when(identify, assessor)
      .refused('STATE_CONFLICT', ['o1']);
  });
});

describe('completing', () => {
  const complete = { type: 'CompleteAssessment' } as const;

  it.each(domains)('ENG-016: %s is covered by a finding, or by saying that there is no need', (missing) => {
    const covered = needs.filter(({ payload }) => (payload as Finding).domain !== missing);
    const given = spec.given(requested, started, ...covered, ...others);
    given.when(complete, assessor).refused('DOMAIN_MISSING', [missing]);
    given
      .when({ ...complete, coverage: { [missing]: 'noNeed' } }, assessor)
      .then({ type: 'AssessmentCompleted', payload: { coverage: { [missing]: 'noNeed' } } });
  });

  it.each([
    ['ENG-008', 'need'],
    ['ENG-009', 'strength'],
    ['ENG-010', 'ability'],
    ['ENG-011', 'aspiration'],
  ])('%s: a list of its own for each %s, filled or deliberately empty', (_, category) => {
    const all = ['need', 'strength', 'ability', 'aspiration'];
    const rest = all.filter((one) => one !== category).map((one) => found(one));
    const coverage = { health: 'noNeed', personalCare: 'noNeed', socialCare: 'noNeed' };
    const given = [requested, started, ...rest];
    spec
      .given(...given)
      .when({ ...complete, coverage }, assessor)
      .refused('FINDINGS_INCOMPLETE', [category]);
    const { statement: __, ...none } = found(category, { none: true, noneReason: 'none identified' })
      .payload as Finding;
    spec
      .given(...given, { type: 'FindingRecorded', payload: none })
      .when({ ...complete, coverage }, assessor)
      .then({ type: 'AssessmentCompleted' });
  });

  it.each(['carers', 'councilNeeds'])(
    'R28: one of kind %s is published as that, so that a carer’s never counts for the person',
    (kind) => {
      spec
        .given({ type: 'AssessmentRequested', payload: { kind } }, started, ...needs, ...others)
        .when(complete, assessor)
        .then({ type: 'AssessmentCompleted', payload: { kind } });
    },
  );

  it('ENG-130: gives the assessment its version, and its needs and outcomes their ids', () => {
    const outcome: AssessmentEvent = {
      type: 'PersonalOutcomeIdentified',
      payload: { outcomeId: 'o1', statement: 'wash alone', change: 'achieve' },
    };
    const none = found('need', { findingId: 'none', none: true, noneReason: 'none in housing' });
    spec
      .given(requested, started, ...needs, ...others, outcome, none)
      .when(complete, assessor)
      .then({
        type: 'AssessmentCompleted',
        payload: {
          kind: 'councilNeeds',
          version: 1,
          completedAt: NOW,
          coverage: { health: 'findings', personalCare: 'findings', socialCare: 'findings' },
          needIds: ['need-health', 'need-personalCare', 'need-socialCare'],
          outcomeIds: ['o1'],
        },
      });
  });

  it('is a qualified assessor’s, and done once', () => {
    const given = spec.given(requested, started, ...needs, ...others);
    given.when(complete, unqualified).refused('NOT_QUALIFIED', ['assessor']);
    spec
      .given(requested, started, ...needs, ...others, completed)
      .when(complete, assessor)
      .refused('STATE_CONFLICT', ['completed']);
  });
});

describe('eligibility', () => {
  const decide = {
    type: 'DecideEligibility',
    eligible: true,
    needIds: ['need-health'],
    outcomesAffected: ['nutrition'],
    wellbeingImpact: 'significant',
    reasons: 'cannot manage alone',
  } as const;
  const { type: _, ...decision } = decide;
  const done = [requested, started, ...needs, completed];

  it('ENG-061: says which outcomes are affected, the impact on wellbeing, the decision and its reasons', () => {
    spec
      .given(...done)
      .when(decide, assessor)
      .then({ type: 'EligibilityDecided', payload: decision });
    const { reasons: __, ...unreasoned } = decide;
    spec
      .given(...done)
      .when(unreasoned, assessor)
      .refused('REASON_REQUIRED', ['reasons']);
    spec
      .given(...done)
      .when({ ...decide, needIds: ['unknown'] }, assessor)
      .refused('REFERENCE_NOT_FOUND', ['needIds.0']);
    spec.given(requested).when(decide, assessor).refused('STATE_CONFLICT', ['requested']);
  });

  it('ENG-061: where no need is eligible, the written advice is recorded', () => {
    const given = spec.given(...done);
    const ineligible = { ...decide, eligible: false, needIds: [] };
    given.when(ineligible, assessor).refused('ADVICE_REQUIRED', ['advice']);
    const advice = 'a lunch club, and how to ask again';
    given
      .when({ ...ineligible, advice }, assessor)
      .then({ type: 'EligibilityDecided', payload: { eligible: false, advice } });
  });

  it('ENG-061: the person has each decision in writing', () => {
    const issue = { type: 'IssueEligibilityCopy', format: 'easyRead' } as const;
    const decided: AssessmentEvent = { type: 'EligibilityDecided', payload: decision };
    spec
      .given(...done, decided)
      .when(issue, assessor)
      .then({ type: 'EligibilityCopyIssued', payload: { format: 'easyRead', issuedAt: NOW } });
    spec
      .given(...done)
      .when(issue, assessor)
      .nothing();
    spec
      .given(
        ...done,
        decided,
        {
          type: 'EligibilityCopyIssued',
          payload: { copyId: 'C', format: 'easyRead', issuedAt: NOW },
        },
        decided,
      )
      .when(issue, assessor)
      .then({ type: 'EligibilityCopyIssued', payload: { format: 'easyRead' } });
  });
});

describe('a correction', () => {
  const correct = {
    type: 'CorrectAssessment',
    findingId: 'need-health',
    to: 'insulin',
    reason: 'letter',
    effectiveFrom: '2026-02-01',
  } as const;

  it('is a further issue of a completed assessment, with its reason; the words before are kept beside it', () => {
    const given = spec.given(requested, started, ...needs, completed);
    const payload = {
      issue: 2,
      findingId: 'need-health',
      from: 'a need',
      to: 'insulin',
      reason: 'letter',
      effectiveFrom: '2026-02-01',
    };
    given.when(correct, assessor).then({ type: 'AssessmentCorrected', payload });
    const { reason: _, ...unreasoned } = correct;
    given.when(unreasoned, assessor).refused('REASON_REQUIRED', ['reason']);
    given.when({ ...correct, findingId: 'unknown' }, assessor).refused('REFERENCE_NOT_FOUND', ['unknown']);
    spec
      .given(requested, started, ...needs)
      .when(correct, assessor)
      .refused('STATE_CONFLICT', ['inProgress']);
    const { state } = spec.given(requested, started, ...needs, completed, { type: 'AssessmentCorrected', payload });
    expect(state).toMatchObject({ state: 'completed', version: 1 });
    expect(issueAt(state.findings, state.corrections, NOW)).toBe(2);
    expect(findingsAt(state.findings, state.corrections, NOW)[0]?.statement).toBe('insulin');
  });
});

describe('a source of an assessment', () => {
  const hash = 'ab'.repeat(32);
  const streams = { [`attachment-${attachmentId(hash)}`]: { hash, personId } };
  const attach = {
    type: 'AttachSource',
    sourceType: 'dischargeDocument',
    issuingBody: 'synthetic hospital',
    dated: '2026-01-02',
  } as const;

  it('cites an attachment that is there', () => {
    begun.when({ ...attach, attachmentHash: hash }, { streams }).then({
      type: 'AssessmentSourceAttached',
      payload: { attachmentHash: hash },
    });
    begun.when({ ...attach, attachmentHash: hash }).refused('REFERENCE_NOT_FOUND', ['attachmentHash']);
  });

  it('may lie elsewhere', () => {
    begun.when(attach).then({ type: 'AssessmentSourceAttached' });
    spec.given(requested).when(attach).refused('STATE_CONFLICT', ['requested']);
  });
});

describe('what a command carries is stored or refused', () => {
  const find = { type: 'RecordFinding', category: 'need', statement: 'company' } as const;

  it('a finding is of something or says that there is none, and its source is there', () => {
    begun
      .when({ ...find, none: true, noneReason: 'x' }, assessor)
      .refused('MALFORMED', ['/statement: there is none, or there is one']);
    begun
      .when({ ...find, noneReason: 'x' }, assessor)
      .refused('MALFORMED', ['/noneReason: is of a finding that there is none']);
    begun.when({ ...find, sourceId: 'S' }, assessor).refused('REFERENCE_NOT_FOUND', ['sourceId']);
  });

  it('coverage names domains of this assessment, and denies no need that was found', () => {
    const given = spec.given(requested, started, ...needs, ...others);
    given
      .when({ type: 'CompleteAssessment', coverage: { helth: 'noNeed' } }, assessor)
      .refused('MALFORMED', ['/coverage/helth: is no domain of this assessment']);
    given
      .when({ type: 'CompleteAssessment', coverage: { health: 'noNeed' } }, assessor)
      .refused('STATE_CONFLICT', ['health']);
  });

  it('eligibility is decided of needs', () => {
    spec
      .given(requested, started, ...needs, ...others)
      .when({ type: 'DecideEligibility', eligible: true, needIds: ['strength-x'], reasons: 'x' }, assessor)
      .refused('REFERENCE_NOT_FOUND', ['needIds.0']);
  });

  it('R11: a correction says what it sets right, where it says that', () => {
    const given = spec.given(requested, started, ...needs, completed);
    const correct = { type: 'CorrectAssessment', findingId: 'need-health', to: 'insulin', reason: 'x' } as const;
    const from = { ...correct, effectiveFrom: '2026-02-01' };
    given.when({ ...from, from: 'another' }, assessor).refused('STATE_CONFLICT', ['from']);
    given.when({ ...from, from: 'a need' }, assessor).then({ type: 'AssessmentCorrected' });
    given.when({ ...from, to: 'a need' }, assessor).nothing();
    given.when({ ...correct, effectiveFrom: '2026-03-03' }, assessor).refused('FUTURE_DATE', ['effectiveFrom']);
    const none = found('need', { domain: 'x', none: true, noneReason: 'r' });
    spec
      .given(requested, started, ...needs, none, completed)
      .when({ ...from, findingId: 'need-x' }, assessor)
      .refused('STATE_CONFLICT', ['none']);
  });

  it('dates lie within what can be meant', () => {
    const request = (dueAt: string) =>
      spec.given().when({ type: 'RequestAssessment', kind: 'provider', dueAt }, assessor);
    request(NOW).refused('MALFORMED', ['/dueAt: is over already']);
    request('2027-03-04T09:00:00.000Z').refused('FUTURE_DATE', ['dueAt']);
    request('2026-03-09T23:59:59.999Z').then({ type: 'AssessmentRequested' });
    const source = (more: object) =>
      begun.when(
        { type: 'AttachSource', sourceType: 'other', dated: '2026-03-01', ...more },
        { ...assessor, facts: NO_FACTS },
      );
    source({ dated: '2026-03-03' }).refused('FUTURE_DATE', ['dated']);
    source({ dated: '1896-03-01' }).refused('TIMESCALE_INVALID', ['dated']);
    source({ planRef: { id: 'P', version: 1 } }).refused('REFERENCE_NOT_FOUND', ['planRef']);
  });
});

describe('R11: two corrections of one finding', () => {
  const done = [requested, started, ...needs, completed] as const;
  const correct = (to: string, effectiveFrom: string) =>
    ({ type: 'CorrectAssessment', findingId: 'need-health', to, reason: 'letter', effectiveFrom }) as const;
  const corrected = (from: string, to: string, effectiveFrom: string, issue: number, issues: readonly number[]) =>
    ({
      type: 'AssessmentCorrected',
      payload: { issue, issues, findingId: 'need-health', from, to, reason: 'letter', effectiveFrom },
    }) as const;
  const a = corrected('a need', 'A', '2026-02-10', 2, [2]);
  const b = corrected('a need', 'B', '2026-02-05', 2, [3]);

  it('R11: the one effective later holds, though the other was recorded later, which has an issue of its own', () => {
    spec
      .given(...done)
      .when(correct('A', '2026-02-10'), assessor)
      .then(a);
    spec
      .given(...done, a)
      .when(correct('B', '2026-02-05'), assessor)
      .then(b);
    const { state } = spec.given(...done, a, b);
    const at = (day: string) => [
      findingsAt(state.findings, state.corrections, `${day}T12:00:00.000Z`)[0]?.statement,
      issueAt(state.findings, state.corrections, `${day}T12:00:00.000Z`),
    ];
    expect(['2026-02-02', '2026-02-07', '2026-02-10', '2026-03-02'].map(at)).toEqual([
      ['a need', 1],
      ['B', 3],
      ['A', 2],
      ['A', 2],
    ]);
  });

  it('R11: what is corrected is what holds on that day', () => {
    const given = spec.given(...done, a, b);
    given.when({ ...correct('C', '2026-02-10'), from: 'B' }, assessor).refused('STATE_CONFLICT', ['from']);
    given.when({ ...correct('C', '2026-02-10'), from: 'A' }, assessor).then(corrected('A', 'C', '2026-02-10', 4, [4]));
    given.when({ ...correct('C', '2026-02-07'), from: 'B' }, assessor).then(corrected('B', 'C', '2026-02-07', 2, [4]));
  });

  it('R11: it is so already where the assessment would say the same at every instant', () => {
    const given = spec.given(...done, a, b);
    given.when(correct('A', '2026-02-12'), assessor).nothing();
    given.when(correct('B', '2026-02-06'), assessor).nothing();
    given.when(correct('a need', '2026-02-01'), assessor).nothing();
    given.when(correct('A', '2026-02-07'), assessor).then(corrected('B', 'A', '2026-02-07', 2, []));
  });

  it.each([
    ['2026-01-04', 'TIMESCALE_INVALID'],
    ['2026-01-05', undefined],
    ['2026-03-02', undefined],
    ['2026-03-02T09:00:00.000Z', undefined],
    ['2026-03-02T09:00:00.001Z', 'FUTURE_DATE'],
    ['2026-03-03', 'FUTURE_DATE'],
  ])('§1b: holds from a day of the assessment on, and not from one to come: %s', (effectiveFrom, code) => {
    const wanted = spec.given(...done).when(correct('A', effectiveFrom), assessor);
    if (code === undefined) wanted.then({ type: 'AssessmentCorrected' });
    else wanted.refused(code, ['effectiveFrom']);
  });
});

describe('§1b: what is recorded of a person happened in their life', () => {
  const born = (dateOfBirth: string) => ({
    ...assessor,
    facts: NO_FACTS,
    streams: {
      [`person-${personId ?? ''}`]: {
        ...person.initial,
        details: { name: { given: 'Synthetic' }, dateOfBirth, firstLanguage: 'en', groups: [] },
      },
    },
  });

  it('§1b: no correction holds, no source is dated and no assessment was asked for before their birth', () => {
    const late = { ...born('2026-01-20') };
    spec
      .given(requested, started, ...needs, completed)
      .when(
        { type: 'CorrectAssessment', findingId: 'need-health', to: 'y', reason: 'x', effectiveFrom: '2026-01-19' },
        late,
      )
      .refused('TIMESCALE_INVALID', ['effectiveFrom']);
    const source = (dated: string) => begun.when({ type: 'AttachSource', sourceType: 'other', dated }, late);
    source('2026-01-19').refused('TIMESCALE_INVALID', ['dated']);
    source('2026-01-20').then({ type: 'AssessmentSourceAttached' });
    const request = (occurredAt: string) =>
      spec.given().when({ type: 'RequestAssessment', kind: 'provider' }, { ...late, occurredAt });
    request('2026-01-19T12:00:00.000Z').refused('TIMESCALE_INVALID', ['occurredAt']);
    request('2026-01-20T12:00:00.000Z').then({ type: 'AssessmentRequested' });
  });

  it('§1b: nothing of an assessment happened before it was asked for', () => {
    const early = { ...born('1941-05-04'), occurredAt: '2026-01-02T08:59:59.999Z' };
    spec.given(requested).when({ type: 'StartAssessment' }, early).refused('TIMESCALE_INVALID', ['occurredAt']);
    begun
      .when({ type: 'RecordFinding', category: 'need', statement: 'x' }, early)
      .refused('TIMESCALE_INVALID', ['occurredAt']);
  });
});

describe('R38: after the person’s death', () => {
  const died = { ...assessor, facts: { ...NO_FACTS, deceased: true } };

  it('nothing is asked, begun, found or decided; what was found is still set right', () => {
    const conflict = ['deceased'];
    spec.given().when({ type: 'RequestAssessment', kind: 'provider' }, died).refused('STATE_CONFLICT', conflict);
    spec.given(requested).when({ type: 'StartAssessment' }, died).refused('STATE_CONFLICT', conflict);
    begun.when({ type: 'CompleteAssessment' }, died).refused('STATE_CONFLICT', conflict);
    spec
      .given(requested, started, ...needs, completed)
      .when(
        { type: 'CorrectAssessment', findingId: 'need-health', to: 'y', reason: 'x', effectiveFrom: '2026-02-01' },
        died,
      )
      .then({ type: 'AssessmentCorrected' });
  });

  it('what is open is cancelled, and what is done stays', () => {
    const cancel = { type: 'CancelAssessment', reason: 'deceased' } as const;
    begun.when(cancel, died).then({ type: 'AssessmentCancelled', payload: { reason: 'deceased' } });
    spec
      .given(requested, started, ...needs, completed)
      .when(cancel, died)
      .nothing();
    const { state } = spec.given(requested, started, { type: 'AssessmentCancelled', payload: { reason: 'deceased' } });
    expect(state.state).toBe('cancelled');
  });
});
