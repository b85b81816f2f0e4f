import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, NO_PLAN, type KnownPlan } from '../facts.js';
import { disclosure } from './decider.js';
import type { Disclosure } from './events.js';

const NOW = '2026-05-20T09:00:00.000Z';
const known = (planKind: string, versionNo: number, effectiveFrom = '2026-05-01T09:00:00.000Z'): KnownPlan => ({
  ...NO_PLAN,
  planKind,
  versions: [{ versionNo, contentHash: 'c', effectiveFrom }],
});
const facts = {
  ...NO_FACTS,
  plans: {
    L: known('localAuthority', 1),
    C: known('cpa', 3),
  },
};
const as = (role: string) => ({ userId: 'U', user: 'u', role, roles: [role], serviceIds: [], qualifications: [] });
const context = { now: NOW, facts, actor: as('CC') };

describe('a disclosure', () => {
  const spec = specify(disclosure);
  const ask = { type: 'MakeDisclosure', recipientId: 'W' } as const;
  const made: Disclosure = {
    disclosureId: 'D',
    recipientId: 'W',
    role: 'DW',
    planId: 'C',
    versionNo: 3,
    fields: ['plan'],
    basis: 'personsPermission',
    caveatShown: true,
    preparedOn: NOW,
  };

  it('CPA-57, R23: rests on the person’s permission or another stated basis', () => {
    spec.given().when(ask, context).refused('DISCLOSURE_BASIS_REQUIRED', ['basis']);
    spec
      .given()
      .when({ ...ask, basis: 'courtOrder' }, context)
      .then({ type: 'DisclosureMade', payload: { basis: 'courtOrder' } });
    const named = { ...context, facts: { ...facts, contacts: { N: ['copies'], W: [] } } };
    spec
      .given()
      .when({ ...ask, permissionId: 'N' }, named)
      .then({ type: 'DisclosureMade', payload: { basis: 'personsPermission', permissionId: 'N' } });
    // R23: one that is not of record, or was withdrawn, permits nothing.
    for (const permissionId of ['X', 'W'])
      spec
        .given()
        .when({ ...ask, basis: 'personsPermission', permissionId }, named)
        .refused('REFERENCE_NOT_FOUND', ['permissionId']);
    spec
      .given()
      .when({ ...ask, basis: 'personsPermission', evidence: 'a note in her hand' }, context)
      .then({ type: 'DisclosureMade', payload: { evidence: 'a note in her hand', recordedBy: context.actor.userId } });
  });

  it('CPA-57, CPA-41: is of the latest published version, dated, with its caveat', () => {
    spec
      .given()
      .when({ ...ask, basis: 'personsPermission' }, context)
      .then({
        type: 'DisclosureMade',
        payload: {
          recipientId: 'W',
          role: 'DW',
          planId: 'C',
          versionNo: 3,
          fields: ['plan'],
          caveatShown: true,
          preparedOn: NOW,
        },
      });
    spec
      .given()
      .when({ ...ask, basis: 'courtOrder', role: 'OP' }, { ...context, actor: as('TM') })
      .then({ type: 'DisclosureMade', payload: { role: 'OP', planId: 'C' } });
    spec
      .given()
      .when({ ...ask, basis: 'courtOrder' }, { ...context, actor: as('KW') })
      .refused('ROLE_NOT_PERMITTED');
    spec
      .given()
      .when(
        { ...ask, basis: 'courtOrder' },
        { ...context, facts: { ...facts, plans: { N: { ...NO_PLAN, planKind: 'cpa' }, ...facts.plans } } },
      )
      .then({ type: 'DisclosureMade', payload: { planId: 'C' } });
    spec
      .given()
      .when({ ...ask, basis: 'personsPermission', planId: 'L', fields: ['needs'] }, { ...context, actor: as('AS') })
      .then({ type: 'DisclosureMade', payload: { planId: 'L', versionNo: 1, fields: ['needs'] } });
  });

  it('R29: each discloses their own kind of plan, and the version in force', () => {
    const permitted = { ...ask, basis: 'personsPermission' };
    spec
      .given()
      .when({ ...permitted, planId: 'L' }, context)
      .refused('ROLE_NOT_PERMITTED');
    spec
      .given()
      .when({ ...permitted, planId: 'C' }, { ...context, actor: as('AS') })
      .refused('ROLE_NOT_PERMITTED');
    spec
      .given()
      .when(permitted, { ...context, actor: as('AS') })
      .then({ type: 'DisclosureMade', payload: { planId: 'L' } });
    const upcoming = { versionNo: 4, contentHash: 'd', effectiveFrom: '2026-06-01T09:00:00.000Z' };
    const C = { ...known('cpa', 3), versions: [...known('cpa', 3).versions, upcoming] };
    spec
      .given()
      .when(permitted, { ...context, facts: { ...facts, plans: { C } } })
      .then({ type: 'DisclosureMade', payload: { versionNo: 3 } });
    spec
      .given()
      .when(permitted, { ...context, facts: { ...facts, plans: { C: { ...C, versions: [upcoming] } } } })
      .refused('NOT_AGREED', ['planId']);
  });

  it('CPA-52: there is nothing to disclose before a plan was agreed', () => {
    spec
      .given()
      .when({ ...ask, basis: 'personsPermission' }, { ...context, facts: NO_FACTS })
      .refused('NOT_AGREED', ['planId']);
    spec
      .given()
      .when({ ...ask, basis: 'personsPermission', planId: 'unknown' }, context)
      .refused('NOT_AGREED', ['planId']);
  });

  it('CPA-58: is superseded by the next version, once, and by no earlier one', () => {
    const given = spec.given({ type: 'DisclosureMade', payload: made });
    given
      .when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 4 }, context)
      .then({ type: 'DisclosureSuperseded', payload: { supersededOn: NOW, versionNo: 4 } });
    given.when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 3 }, context).nothing();
    given.when({ type: 'SupersedeDisclosure', planId: 'L', versionNo: 4 }, context).nothing();
    const later = '2026-06-01T09:00:00.000Z';
    given
      .when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 4, effectiveFrom: later }, context)
      .then({ type: 'DisclosureSuperseded', payload: { supersededOn: later } });
    const over = spec.given(
      { type: 'DisclosureMade', payload: made },
      { type: 'DisclosureSuperseded', payload: { supersededOn: NOW, versionNo: 4 } },
    );
    over.when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 5 }, context).nothing();
    const past = '2026-05-01T09:00:00.000Z';
    given
      .when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 4, effectiveFrom: past }, context)
      .then({ type: 'DisclosureSuperseded', payload: { supersededOn: NOW } });
    const upcoming = spec.given(
      { type: 'DisclosureMade', payload: made },
      { type: 'DisclosureSuperseded', payload: { supersededOn: later, versionNo: 4 } },
    );
    upcoming.when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 5, effectiveFrom: later }, context).nothing();
    upcoming
      .when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 5 }, context)
      .then({ type: 'DisclosureSuperseded', payload: { supersededOn: NOW, versionNo: 5 } });
    expect(over.state).toEqual({ made, supersededOn: NOW });
    over.when({ ...ask, basis: 'x' }, context).nothing();
    spec.given().when({ type: 'SupersedeDisclosure', planId: 'C', versionNo: 4 }, context).nothing();
  });

  it('R29: the organisation that made it and the plan’s holder see it; the recipient the one made out to them', () => {
    const payload = { recipientId: 'W', planId: 'C' } as Disclosure;
    const opener = { role: 'CC', organisationId: 'T', userId: 'C' } as never;
    const { state } = specify(disclosure).given({ type: 'DisclosureMade', payload });
    const before = disclosure.holder(disclosure.initial, opener, 'readDisclosure');
    expect(disclosure.holder(state, opener, 'readDisclosure')).toMatchObject([
      before,
      { kind: 'plan', planId: 'C' },
      { kind: 'users', userIds: ['W'] },
    ]);
  });
});
