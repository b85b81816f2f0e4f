import { NO_RELATIONS, type Relations } from '@carethread/access';
import type { Holder } from '@carethread/event-sourcing';
import type { Scope } from '@carethread/lists';
import { scopesOfHolder } from './scopes-of-holder.js';

const relations: Relations = {
  ...NO_RELATIONS,
  plans: {
    theirs: { planKind: 'cpa', organisationId: 'TRUST' },
    councils: { planKind: 'localAuthority', organisationId: 'OTHER' },
  },
};
const of = (...holders: readonly Holder[]): readonly Scope[] => scopesOfHolder({ personId: 'P', relations }, holders);
const trust = { of: 'organisation', id: 'TRUST' };
const council = { of: 'role', role: 'AS', organisationId: '' };

describe('on whose lists stands what somebody holds', () => {
  it('R18: what belongs to a plan is with who holds the plan now, and with nobody while that is not known', () => {
    expect(of({ kind: 'plan', planId: 'theirs' })).toContainEqual(trust);
    expect(of({ kind: 'plan', planId: 'councils' })).toContainEqual(council);
    expect(of({ kind: 'plan', planId: 'councils' })).not.toContainEqual({ of: 'organisation', id: 'OTHER' });
    expect(of({ kind: 'plan', planId: 'unknown' })).toEqual([]);
  });

  it('what an organisation or the council holds is with them, and a case with who has it', () => {
    expect(of({ kind: 'organisation', organisationId: 'TRUST' })).toContainEqual(trust);
    expect(of({ kind: 'case', organisationId: 'TRUST', coordinatorId: 'CC' })).toContainEqual(trust);
    expect(of({ kind: 'council' })).toContainEqual(council);
    expect(of({ kind: 'council' }, { kind: 'organisation', organisationId: 'TRUST' })).toEqual(
      expect.arrayContaining([council, trust]),
    );
  });
});
