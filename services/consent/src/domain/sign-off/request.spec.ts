import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import type { CareConsentState } from '../care-consent/state.js';
import { NO_FACTS, NO_PLAN, type ConsentFacts } from '../facts.js';
import { outstanding } from './state.js';
import { signOff } from './decider.js';
import type { Requested, SignOffEvent } from './events.js';
import { askedAgain, concerns } from './request.js';

const spec = specify(signOff);
const NOW = '2026-06-01T09:00:00.000Z';
const asked: Requested = {
  signOffId: 'S',
  subject: 'planVersion',
  subjectId: 'PL',
  proposalNo: 2,
  contentHash: 'c'.repeat(64),
  requiredSignatories: [{ role: 'person', reason: 'ENG' }],
  awaitsRisks: ['R'],
  riskVersions: { R: 2 },
  lapsesAt: '2026-06-29T22:59:59.999Z',
  withdrawalsKnown: 1,
};
const { signOffId: _, lapsesAt: __, awaitsRisks: ___, riskVersions: ____, withdrawalsKnown: _____, ...rest } = asked;

describe('asking anew about the same content', () => {
  it('R7: names what it takes the place of, and counts withdrawals and risks anew', () => {
    const command = askedAgain(asked, 'consentWithdrawn');
    expect(command).toEqual({
      type: 'RequestSignOff',
      ...rest,
      risks: ['R'],
      again: { signOffId: 'S', because: 'consentWithdrawn' },
    });
    spec
      .given()
      .when(command, { now: NOW, facts: NO_FACTS })
      .then({ type: 'SignOffRequested', payload: { again: { signOffId: 'S', because: 'consentWithdrawn' } } });
  });

  it('a stored request is asked once; after a death, or of a closed plan, nobody is asked', () => {
    const command = askedAgain(asked, 'consentWithdrawn');
    const closed = { ...NO_FACTS, plans: { PL: { ...NO_PLAN, closed: true } } };
    spec.given({ type: 'SignOffRequested', payload: asked }).when(command, { now: NOW, facts: NO_FACTS }).nothing();
    spec
      .given()
      .when(command, { now: NOW, facts: { ...NO_FACTS, deceased: true } })
      .nothing();
    spec.given().when(command, { now: NOW, facts: closed }).nothing();
  });

  it('R25: a risk assessment or a restriction awaits no risk and counts no withdrawal', () => {
    const facts = { ...NO_FACTS, risks: { R: { version: 1, open: true } } };
    for (const subject of ['riskAssessment', 'restriction'] as const) {
      const command = { type: 'RequestSignOff', ...rest, subject, risks: [] } as const;
      const [{ payload } = { payload: {} }] = decideIn(
        signOff,
        command,
        signOff.initial,
        specContext({ now: NOW, facts }),
      );
      expect(payload).toMatchObject({ subject, awaitsRisks: [] });
      expect(Object.keys(payload)).not.toContain('riskVersions');
      expect(Object.keys(payload)).not.toContain('withdrawalsKnown');
    }
  });
});

describe('a risk of a plan', () => {
  const facts: ConsentFacts = {
    ...NO_FACTS,
    plans: { PL: { ...NO_PLAN, planKind: 'provider' }, L: { ...NO_PLAN, planKind: 'localAuthority' } },
  };

  it('R25: is one that names it, or none; a council’s plan takes on none that names no plan', () => {
    expect(concerns('PL', 'PL', facts)).toBe(true);
    expect(concerns('PL', 'L', facts)).toBe(false);
    expect(concerns('PL', undefined, facts)).toBe(true);
    expect(concerns('L', undefined, facts)).toBe(false);
    expect(concerns('unknown', undefined, facts)).toBe(true);
  });

  it('R25: is awaited at its version; one stored without a version at the first', () => {
    const { riskVersions: _, ...before } = asked;
    const risks = (payload: Requested, ...more: readonly SignOffEvent[]) =>
      outstanding(spec.given({ type: 'SignOffRequested', payload }, ...more).state);
    expect(risks(asked)).toEqual(['person', 'risk:R']);
    expect(risks(asked, { type: 'RiskSigned', payload: { riskId: 'R', version: 1 } })).toEqual(['person', 'risk:R']);
    expect(risks(asked, { type: 'RiskSigned', payload: { riskId: 'R', version: 2 } })).toEqual(['person']);
    expect(risks(asked, { type: 'RiskSigned', payload: { riskId: 'R' } })).toEqual(['person']);
    expect(risks(before as Requested, { type: 'RiskSigned', payload: { riskId: 'R', version: 1 } })).toEqual([
      'person',
    ]);
    expect(risks(asked, { type: 'RiskReleased', payload: { riskId: 'R' } })).toEqual(['person']);
    expect(outstanding(signOff.initial)).toEqual([]);
  });

  it('ENG-029: the last one that is signed or falls away completes what everybody has signed', () => {
    const signature: SignOffEvent = {
      type: 'SignatureRecorded',
      payload: {
        role: 'person',
        mode: 'signed',
        signedOn: '2026-06-01',
        contentHash: asked.contentHash,
        signedBy: { kind: 'person', role: 'person' },
        recordedBy: 'U',
      },
    };
    const open = spec.given({ type: 'SignOffRequested', payload: asked }, signature);
    const context = { now: NOW, facts: NO_FACTS };
    open.when({ type: 'NoteRiskSigned', riskId: 'R', version: 1 }, context).then({ type: 'RiskSigned' });
    for (const command of [
      { type: 'NoteRiskSigned', riskId: 'R' } as const,
      { type: 'NoteRiskSigned', riskId: 'R', version: 2 } as const,
    ])
      open
        .when(command, context)
        .then({ type: 'RiskSigned', payload: { riskId: 'R', version: 2 } }, { type: 'SignOffCompleted' });
    open
      .when({ type: 'ReleaseRisk', riskId: 'R' }, context)
      .then({ type: 'RiskReleased', payload: { riskId: 'R' } }, { type: 'SignOffCompleted' });
    open.when({ type: 'NoteRiskSigned', riskId: 'other', version: 1 }, context).nothing();
    open.when({ type: 'ReleaseRisk', riskId: 'other' }, context).nothing();
    const done = spec.given({ type: 'SignOffRequested', payload: asked }, signature, {
      type: 'SignOffLapsed',
      payload: { signOffId: 'S', subject: 'planVersion', subjectId: 'PL', proposalNo: 2 },
    });
    for (const late of [
      { type: 'ReleaseRisk', riskId: 'R' },
      { type: 'NoteRiskSigned', riskId: 'R', version: 2 },
      { type: 'AwaitRisk', riskId: 'X', version: 1 },
      { type: 'VoidSignOff', reason: 'late' },
      { type: 'LapseSignOff' },
      { type: 'ChangeSignatory', role: 'person', userId: 'V' },
    ] as const)
      done.when(late, context).nothing();
    expect(signOff.deadlines?.(done.state)).toEqual([]);
    expect(signOff.deadlines?.(signOff.initial)).toEqual([]);
  });
});

describe('asking for consent to come back', () => {
  const command = (scope: 'whole' | readonly string[]) =>
    ({ type: 'RequestRestoration', planId: 'PL', scope }) as const;
  const consent = (withdrawn: 'whole' | readonly string[]): CareConsentState => ({
    versions: [{ versionNo: 1, effectiveFrom: '2026-05-01T09:00:00.000Z', actionIds: ['a1', 'a2', 'a3'] }],
    withdrawals: [
      {
        no: 1,
        scope: withdrawn,
        from: '2026-05-20T09:00:00.000Z',
        lifts: [],
        said: { by: { kind: 'person' }, mode: 'signed' },
      },
    ],
    history: [],
  });
  const known = (withdrawn: 'whole' | readonly string[], facts: Partial<ConsentFacts> = {}) => ({
    now: NOW,
    facts: { ...NO_FACTS, ...facts },
    streams: { 'careConsent-PL': consent(withdrawn) },
  });

  it('R9: names actions that the plan holds and that are withdrawn', () => {
    spec
      .given()
      .when(command([]), known(['a1']))
      .refused('MALFORMED', ['/scope: names at least one action, or is whole']);
    spec
      .given()
      .when(command(['a1', 'a9']), known(['a1']))
      .refused('REFERENCE_NOT_FOUND', ['a9']);
    spec
      .given()
      .when(command(['a1', 'a2']), known(['a1']))
      .refused('STATE_CONFLICT', ['a2']);
    spec.given().when(command('whole'), known([])).refused('STATE_CONFLICT', ['given']);
  });

  it('SCOT-092: asks the person alone about the version in force, each action once', () => {
    const versions = [{ versionNo: 1, contentHash: 'd'.repeat(64), effectiveFrom: '2026-05-01T09:00:00.000Z' }];
    const facts = { plans: { PL: { ...NO_PLAN, versions } } };
    spec
      .given()
      .when(command(['a1', 'a1', 'a2']), known('whole', facts))
      .then({
        type: 'SignOffRequested',
        payload: {
          subject: 'restoration',
          subjectId: 'PL',
          proposalNo: 0,
          contentHash: 'd'.repeat(64),
          requiredSignatories: [{ role: 'person', reason: 'ownConsent' }],
          scope: ['a1', 'a2'],
          withdrawalsKnown: 1,
        },
      });
    spec
      .given()
      .when(command('whole'), known(['a1']))
      .then({ type: 'SignOffRequested', payload: { scope: 'whole', contentHash: '' } });
    spec
      .given({ type: 'SignOffRequested', payload: asked })
      .when(command('whole'), known(['a1']))
      .nothing();
  });
});
