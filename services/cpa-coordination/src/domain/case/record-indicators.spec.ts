import { levelAt } from './in-force.js';
import { countsOf, type Answer } from './indicators.js';
import { allS, knowing, noE, seen } from './testing/levelled-case.js';
import { OPENED, opened, spec } from './testing/opened-case.js';

describe('recording indicators', () => {
  const record = (
    answers: Readonly<Record<string, Answer>>,
    riskRefs: readonly { id: string; version?: number }[] = [],
  ) => ({ type: 'RecordIndicators' as const, answers, riskRefs });

  it('CPA-24, CPA-31: little danger and significant risk both cite a risk assessment', () => {
    spec
      .given(opened)
      .when(record({ S4: 'met' }), knowing(OPENED))
      .refused('RISK_REFERENCE_REQUIRED', ['S4']);
    spec
      .given(opened)
      .when(record({ S4: 'met', E6: 'met' }, [{ id: 'unknown' }]), knowing(OPENED))
      .refused('RISK_REFERENCE_REQUIRED', ['S4', 'E6']);
    spec
      .given(opened)
      .when(record({ E6: 'met' }, [{ id: 'K' }]), knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { riskRefs: [{ id: 'K', version: 1 }] } });
    spec
      .given(opened)
      .when(record({ S4: 'notMet', E6: 'unknown' }), knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded' });
  });

  it('CPA-33: answer one of them at least', () => {
    spec
      .given(opened)
      .when(record({}), knowing(OPENED))
      .refused('MALFORMED', ['/answers: answer one of them at least']);
  });

  it.each([
    ['CPA-21', 'S1', 'light support from one agency'],
    ['CPA-22', 'S2', 'manages their own medicines'],
    ['CPA-23', 'S3', 'a sister and two friends'],
    ['CPA-24', 'S4', 'none known'],
    ['CPA-25', 'S5', 'comes to every appointment'],
    ['CPA-26', 'E1', 'psychosis, by the consultant'],
    ['CPA-27', 'E2', 'housing and health'],
    ['CPA-28', 'E3', 'housing, probation, the trust'],
    ['CPA-29', 'E4', 'twice a day at times'],
    ['CPA-30', 'E5', 'alcohol'],
    ['CPA-31', 'E6', 'self-neglect'],
    ['CPA-32', 'E7', 'left two services unannounced'],
  ])('%s: %s is kept, with what it rests on, and counts on its own side', (_, code, evidence) => {
    const command = {
      type: 'RecordIndicators',
      answers: { [code]: 'met' },
      evidence: { [code]: evidence },
      riskRefs: [{ id: 'K' }],
    } as const;
    const { type: __, ...made } = { ...command, riskRefs: [{ id: 'K', version: 1 }] };
    spec.given(opened).when(command, knowing(OPENED)).then({ type: 'CpaIndicatorsRecorded', payload: made });
    const [profile] = spec.given(opened, seen('I', '2026-01-12', { [code]: 'met' })).state.profiles;
    expect(profile?.answers).toMatchObject({ [code]: 'met' });
    expect(countsOf(profile?.answers ?? {})).toEqual({
      standard: code.startsWith('S') ? 1 : 0,
      enhanced: code.startsWith('E') ? 1 : 0,
      answered: 1,
    });
  });

  it('CPA-35: has a date of its own, today where none is given', () => {
    spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' }, recordedOn: '2026-01-10' }, knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { recordedOn: '2026-01-10' } });
    spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' } }, knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { recordedOn: '2026-01-12' } });
  });

  it('CPA-33: a leaning sets no level', () => {
    spec
      .given(opened)
      .when(record({ ...allS, ...noE }, [{ id: 'K', version: 1 }]), knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { leaning: 'leansStandard' } });
    expect(levelAt(spec.given(opened, seen('I', '2026-01-12', { ...allS, ...noE })).state, OPENED)?.level).toBe(
      'undecided',
    );
  });

  it('refuses a date to come and a version of a risk assessment that is not there', () => {
    spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' }, recordedOn: '2026-01-13' }, knowing(OPENED))
      .refused('FUTURE_DATE', ['recordedOn']);
    spec
      .given(opened)
      .when(record({ S1: 'met' }, [{ id: 'K', version: 2 }]), knowing(OPENED))
      .refused('REFERENCE_NOT_FOUND', ['riskRefs']);
  });
});
