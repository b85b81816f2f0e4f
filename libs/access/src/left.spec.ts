import { evolveRelations } from './evolve-relations.js';
import { hasLeft, NO_RELATIONS, standsInFor, type Relations } from './relations.js';

const at = '2026-05-11T09:00:00.000Z';
const after = (...facts: readonly (readonly [string, object])[]): Relations =>
  facts.reduce(
    (relations, [type, data]) => evolveRelations(relations, { type, data, tenantId: 'T', recordedAt: at }),
    NO_RELATIONS,
  );
const left = (organisationId?: string) => ['assessment.staff-left.v1', { userId: 'K', organisationId }] as const;
const returned = ['assessment.staff-returned.v1', { organisationId: 'O' }] as const;
const ended = (organisationId?: string) =>
  ['cpa-coordination.coordinator-deactivated.v1', { userId: 'K', at, organisationId }] as const;
const keyworker = { forRole: 'KW', organisationId: 'O' };
const coordinator = { forRole: 'CC', organisationId: 'O' };

describe('who has left', () => {
  it('holds no office at that organisation, until they are back', () => {
    expect(hasLeft(NO_RELATIONS, keyworker)).toBe(false);
    expect(hasLeft(after(left('O')), keyworker)).toBe(true);
    expect(hasLeft(after(left('O')), { ...keyworker, organisationId: 'P' })).toBe(false);
    expect(hasLeft(after(left()), keyworker)).toBe(false);
    expect(hasLeft(after(left('O'), returned), keyworker)).toBe(false);
    expect(hasLeft(after(left('P'), returned), { forRole: 'CS' })).toBe(true);
  });

  it('CPA-44: a co-ordinator whose account has ended co-ordinates no more, there or anywhere', () => {
    expect(hasLeft(after(ended('O')), coordinator)).toBe(true);
    expect(hasLeft(after(ended('P')), coordinator)).toBe(false);
    expect(hasLeft(after(ended()), coordinator)).toBe(true);
    expect(hasLeft(after(ended('O')), keyworker)).toBe(false);
    expect(hasLeft(after(ended('O'), returned), coordinator)).toBe(true);
  });

  it('PLAT-24: has nobody’s work there any more either', () => {
    const absence = { user: 'pseudonym', from: '2026-05-01T00:00:00.000Z', to: '2026-05-20T00:00:00.000Z' };
    const appointed = (absenceId: string, organisationId: string) =>
      ['assessment.deputy-appointed.v1', { absenceId, organisationId, ...absence }] as const;
    const both = [appointed('A', 'O'), appointed('B', 'P')];
    expect(standsInFor(after(...both), 'O', at)).toHaveLength(1);
    const relations = after(...both, left('O'));
    expect([standsInFor(relations, 'O', at), standsInFor(relations, 'P', at).length]).toEqual([[], 1]);
  });
});
