import { NO_RELATIONS, type Relations } from '@carethread/access';
import { NO_SUBSCRIPTION, type SubscriptionState } from '../domain/subscription/state.js';
import { withheldBy } from './sendable.js';

const change = (noticeNo: number) => ({
  kind: 'changed' as const,
  change: { noticeNo, planId: 'PL', versionNo: 1, urgent: false },
});
const active: SubscriptionState = { ...NO_SUBSCRIPTION, state: 'active', providerId: 'HOME' };
const over: SubscriptionState = { ...active, state: 'ended', noticesUntilEnd: 2 };
const tied = (kind: 'episode' | 'case' | 'handover', closedAt?: string): Relations => ({
  ...NO_RELATIONS,
  ties: {
    T: { kind, organisationId: 'HOME', openedAt: '2026-01-01T00:00:00.000Z', ...(closedAt && { closedAt }) },
  },
});
const known = (
  state: SubscriptionState,
  relations: Relations,
  more: Partial<Parameters<typeof withheldBy>[1]> = {},
) => ({
  stream: { state, personId: 'P', erased: false },
  organisationId: 'HOME',
  organisationKind: 'provider',
  relations,
  facts: { episodes: {} },
  ...more,
});

describe('what may be sent', () => {
  it('PLAT-13: a notice to who still serves the person, by a service or a case', () => {
    expect(withheldBy(change(1), known(active, tied('episode')))).toBeUndefined();
    expect(withheldBy(change(1), known(active, tied('case')))).toBeUndefined();
    expect(withheldBy({ kind: 'started' }, known(active, tied('episode')))).toBeUndefined();
  });

  it('nothing to who serves the person no more, or only might', () => {
    expect(withheldBy(change(1), known(active, tied('episode', '2026-02-01T00:00:00.000Z')))).toBe('noTie');
    expect(withheldBy(change(1), known(active, tied('handover')))).toBe('noTie');
    expect(withheldBy(change(1), known(active, NO_RELATIONS))).toBe('noTie');
  });

  it('to a council while it commissions a service of whoever provides it', () => {
    const council = (episode: { commissioner?: string; ended?: { endedAt: string; reason: string } }) =>
      withheldBy(
        change(1),
        known(active, NO_RELATIONS, {
          organisationKind: 'council',
          facts: { episodes: { E: { providerId: 'OTHER', ...episode } } },
        }),
      );
    expect(council({ commissioner: 'council' })).toBeUndefined();
    expect(council({ commissioner: 'private' })).toBe('noTie');
    expect(council({ commissioner: 'council', ended: { endedAt: '', reason: '' } })).toBe('noTie');
  });

  it('R17: of a subscription that is over only its end, and what came of that', () => {
    expect(withheldBy(change(2), known(over, NO_RELATIONS))).toBe('ended');
    expect(withheldBy({ kind: 'started' }, known(over, NO_RELATIONS))).toBe('ended');
    expect(withheldBy({ kind: 'ended' }, known(over, NO_RELATIONS))).toBeUndefined();
    expect(withheldBy(change(3), known(over, NO_RELATIONS))).toBeUndefined();
  });

  it('D20: nothing while the person has processing restricted; lifted, what it said', () => {
    const restricted = (sections: Relations['restrictedSections']): Relations => ({
      ...tied('episode'),
      restrictedSections: sections ?? {},
    });
    expect(withheldBy(change(1), known(active, restricted({ R: ['importantPeople'] })))).toBe('restricted');
    expect(withheldBy({ kind: 'ended' }, known(over, restricted({ R: ['importantPeople'] })))).toBe('restricted');
    expect(withheldBy(change(1), known(active, restricted({})))).toBeUndefined();
  });

  it('nothing once the person’s key is destroyed', () => {
    const erased = { stream: { state: active, personId: 'P', erased: true } };
    expect(withheldBy(change(1), known(active, tied('episode'), erased))).toBe('erased');
    expect(withheldBy({ kind: 'changed' }, known(active, tied('episode')))).toBe('erased');
  });
});
