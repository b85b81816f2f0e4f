import { specContext } from '@carethread/event-sourcing/testing';
import type { Requested } from './events.js';
import { fills } from './places.js';
import { NO_FACTS, NO_PLAN, type ConsentFacts, type KnownTeam } from '../facts.js';
import { holderOf, named, signatoriesOf } from './signatories.js';

const roles = (planKind: string, jurisdiction: string, ...packs: readonly string[]): readonly string[] =>
  signatoriesOf(planKind, jurisdiction, packs, '2026-03-10').map(({ role }) => role);

describe('who signs a plan', () => {
  it('ENG-028, CITY-43: in England the person, and the person alone for a council plan', () => {
    expect(roles('provider', 'ENG')).toEqual(['person']);
    expect(roles('localAuthority', 'ENG', 'CITY')).toEqual(['person']);
  });

  it('CITY-45: under the CITY pack the manager of the service as well', () => {
    expect(roles('provider', 'ENG', 'CITY')).toEqual(['person', 'serviceManager']);
  });

  it('under the CPA pack the care co-ordinator as well', () => {
    expect(roles('cpa', 'ENG', 'CPA')).toEqual(['person', 'cpaCareCoordinator']);
  });

  it('SCOT-060: in Scotland person, keyworker and manager', () => {
    expect(roles('provider', 'SCO')).toEqual(['person', 'keyworker', 'manager']);
  });

  it('D9: in a council-run home in Scotland the manager signs once', () => {
    expect(roles('provider', 'SCO', 'CITY')).toEqual(['person', 'keyworker', 'manager']);
  });
});

describe('whose place it is', () => {
  const team = (keyworkerId: string, more: Partial<KnownTeam> = {}): KnownTeam => ({
    organisationId: 'O',
    keyworkerId,
    members: [],
    open: true,
    ...more,
  });
  const facts: ConsentFacts = {
    ...NO_FACTS,
    plans: { PL: { ...NO_PLAN, organisationId: 'O', episodeId: 'E1' } },
    teams: { E1: team('K1'), E2: team('K2'), E3: team('K3', { organisationId: 'other' }) },
    coordinators: { C: 'CC1' },
  };

  it('R22: the keyworker is that of the plan’s own episode, the manager any of its organisation, the person nobody else', () => {
    const asked = ['person', 'keyworker', 'manager', 'cpaCareCoordinator'].map((role) => ({ role, reason: 'SCO' }));
    expect(named(asked, { planId: 'PL', organisationId: 'O' }, facts)).toEqual([
      { role: 'person', reason: 'SCO' },
      { role: 'keyworker', reason: 'SCO', organisationId: 'O', userId: 'K1' },
      { role: 'manager', reason: 'SCO', organisationId: 'O' },
      { role: 'cpaCareCoordinator', reason: 'SCO', organisationId: 'O', userId: 'CC1' },
    ]);
  });

  it('R22: the co-ordinator is of the trust that holds the case now, though another opened the plan', () => {
    const place = { role: 'cpaCareCoordinator', reason: 'CPA', organisationId: 'O', userId: 'CC2' };
    const as = (organisationId: string) => ({ ...specContext().actor, roles: ['CC'], userId: 'CC2', organisationId });
    const asked = { subjectId: 'PL' } as Requested;
    const moved = { ...facts, coordinators: { C: 'CC2' }, caseHolders: { C: 'O2' } };
    expect(fills(place, asked, as('O2'), 'P', moved)).toBe(true);
    expect(fills(place, asked, as('O'), 'P', moved)).toBe(false);
    expect(fills(place, asked, as('O'), 'P', { ...moved, caseHolders: {} })).toBe(true);
    expect(fills({ ...place, userId: 'CC1' }, asked, as('O2'), 'P', moved)).toBe(false);
  });

  it('R22: of a plan without an episode, or one that has ended, it is the keyworker of the organisation’s open team', () => {
    const keyworker = (more: Partial<ConsentFacts>): string | undefined =>
      holderOf('keyworker', 'PL', 'O', { ...facts, ...more });
    expect(keyworker({ plans: { PL: { ...NO_PLAN, organisationId: 'O' } } })).toBe('K2');
    expect(keyworker({ teams: { ...facts.teams, E1: team('K1', { open: false }) } })).toBe('K2');
    expect(keyworker({ teams: {} })).toBeUndefined();
  });
});
