import { NO_FACTS, type CarePlanFacts } from './facts.js';
import { endOfService } from './service-end.js';

const [FIRST, LAST] = ['2026-05-01T09:00:00.000Z', '2026-06-01T09:00:00.000Z'];
const open = { providerId: 'PR1' };
const ended = (endedAt = FIRST, reason = 'completed') => ({ providerId: 'PR1', ended: { endedAt, reason } });
const endOf = (facts: Partial<CarePlanFacts>, planKind = 'provider', organisationId = 'PR1') =>
  endOfService({ planKind, organisationId }, { ...NO_FACTS, ...facts });

describe('the end of the service under a plan', () => {
  it('R15: is that of the last of the provider’s episodes; another that is open keeps the plan', () => {
    expect(endOf({ episodes: { E1: ended() } })).toEqual({
      endedAt: FIRST,
      reason: 'serviceEnded',
      transferred: false,
    });
    expect(endOf({ episodes: { E1: ended(), E2: ended(LAST) } })?.endedAt).toBe(LAST);
    expect(endOf({ episodes: { E1: ended(), E2: open } })).toBeUndefined();
    expect(endOf({ episodes: { E1: { ...open, providerId: 'PR3' }, E2: ended() } })?.endedAt).toBe(FIRST);
  });

  it('R17: has not come where the provider never served the person, or another did', () => {
    expect(endOf({})).toBeUndefined();
    expect(endOf({ episodes: { E1: ended() } }, 'provider', 'PR3')).toBeUndefined();
    expect(endOf({ episodes: { E1: ended() } }, 'localAuthority')).toBeUndefined();
  });

  it('R17: has not come where the person is handed over to the provider anew', () => {
    expect(endOf({ episodes: { E1: ended() }, handovers: { H: 'PR1' } })).toBeUndefined();
    expect(endOf({ episodes: { E1: ended() }, handovers: { H: 'PR3' } })?.reason).toBe('serviceEnded');
  });

  it('R17: is named for what ended it, a death only where one is recorded', () => {
    expect(endOf({ episodes: { E1: ended(FIRST, 'transferred') } })).toMatchObject({
      reason: 'transferred',
      transferred: true,
    });
    expect(endOf({ episodes: { E1: ended(FIRST, 'transferred'), E2: ended(LAST) } })).toMatchObject({
      reason: 'serviceEnded',
      transferred: true,
    });
    expect(endOf({ episodes: { E1: ended(FIRST, 'deceased') } })?.reason).toBe('serviceEnded');
    expect(endOf({ episodes: { E1: ended(FIRST, 'deceased') }, deceased: true })?.reason).toBe('deceased');
  });

  it('D23: of a CPA plan is that of the organisation’s last CPA case', () => {
    const cases = { C1: { organisationId: 'T', closedAt: FIRST }, C2: { organisationId: 'T' } };
    expect(endOf({ cases: { C1: cases.C1 } }, 'cpa', 'T')).toMatchObject({ endedAt: FIRST, reason: 'serviceEnded' });
    expect(endOf({ cases }, 'cpa', 'T')).toBeUndefined();
    expect(endOf({ cases: { C1: cases.C1 } }, 'cpa', 'T2')).toBeUndefined();
    expect(endOf({ cases: { C1: cases.C1 } }, 'provider', 'T')).toBeUndefined();
    // A plan goes on with the case that another team has taken on, and ends with it.
    const moved = { organisationId: 'T2', formerly: ['T'] };
    expect(endOf({ cases: { C1: moved } }, 'cpa', 'T')).toBeUndefined();
    expect(endOf({ cases: { C1: { ...moved, closedAt: FIRST } } }, 'cpa', 'T')).toMatchObject({ endedAt: FIRST });
  });
});
