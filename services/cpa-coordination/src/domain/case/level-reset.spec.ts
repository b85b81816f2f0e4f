import { startOfDay } from '@carethread/calendar';
import { levelAt } from './in-force.js';
import { type SchemePeriod } from '../region/events.js';
import { decided, knowing, twoLevel } from './testing/levelled-case.js';
import { opened, type Past, spec } from './testing/opened-case.js';

describe('another scheme', () => {
  const complex: SchemePeriod = { scheme: 'singleComplex', from: '2026-10-01' };
  const changing = knowing('2026-09-20T09:00:00.000Z', { ...twoLevel, to: '2026-09-30' }, complex);
  const standard = [opened, decided('undecided', 'standard', '2026-09-15')];
  const command = { type: 'ResetLevel', regionCode: 'R1', effectiveFrom: '2026-10-01' } as const;
  const reset: Past = {
    type: 'CpaLevelReset',
    payload: {
      caseId: 'C',
      from: 'standard',
      to: 'undecided',
      effectiveFrom: '2026-10-01',
      cause: 'scheme',
      regionCode: 'R1',
      scheme: 'singleComplex',
    },
    meta: { effectiveFrom: '2026-09-30T23:00:00.000Z' },
  };

  it('CPA-62: opens the level again from its first day, and asks for a decision within 28 days', () => {
    spec
      .given(...standard)
      .when(command, changing)
      .then({
        type: 'CpaLevelReset',
        payload: { from: 'standard', to: 'undecided', effectiveFrom: '2026-10-01', cause: 'scheme' },
      });
    const { state } = spec.given(...standard, reset);
    expect(levelAt(state, '2026-09-20T00:00:00.000Z')?.level).toBe('standard');
    expect(levelAt(state, '2026-09-30T23:00:00.000Z')?.level).toBe('undecided');
    expect(state.obligations).toEqual([
      {
        kind: 'regionLevelDecision',
        trigger: '2026-09-30T23:00:00.000Z',
        dueAt: '2026-10-29T23:59:59.999Z',
        status: 'open',
      },
    ]);
  });

  it('CPA-62: a decision under the old scheme does not answer for the new one', () => {
    const late = { recordedAt: '2026-10-05T09:00:00.000Z' };
    const before = spec.given(...standard, reset, {
      ...decided('standard', 'enhanced', '2026-09-25'),
      meta: { ...late, effectiveFrom: startOfDay('2026-09-25') },
    }).state;
    expect(before.obligations[0]?.status).toBe('open');
    const after = spec.given(...standard, reset, {
      ...decided('undecided', 'complex', '2026-10-02'),
      meta: { ...late, effectiveFrom: startOfDay('2026-10-02') },
    }).state;
    expect(after.obligations[0]).toMatchObject({ status: 'met', metAt: late.recordedAt });
  });

  it('asks once, not of a case in another region or closed, and not for the same scheme going on', () => {
    spec
      .given(...standard, reset)
      .when(command, changing)
      .nothing();
    spec
      .given(...standard)
      .when({ ...command, regionCode: 'R9' }, changing)
      .nothing();
    spec
      .given(...standard, { type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'deceased' } })
      .when(command, changing)
      .nothing();
    spec
      .given(...standard)
      .when(
        command,
        knowing('2026-09-20T09:00:00.000Z', { ...twoLevel, to: '2026-09-30' }, { ...twoLevel, from: '2026-10-01' }),
      )
      .nothing();
  });

  it('CPA-61: a region that has set no definition of complex converts nobody to it', () => {
    spec
      .given(opened, decided('undecided', 'enhanced', '2026-09-15'))
      .when(command, changing)
      .then({ type: 'CpaLevelReset', payload: { from: 'enhanced', to: 'undecided' } });
  });
});
