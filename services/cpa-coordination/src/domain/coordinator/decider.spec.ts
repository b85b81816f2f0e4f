import { evolveWith } from '@carethread/event-sourcing';
import { specify } from '@carethread/event-sourcing/testing';
import { coordinatedCase } from './coordinated-case.js';
import { coordinator } from './decider.js';
import { hasEnded } from './state.js';
import { cpaCase } from '../case/decider.js';
import { NO_CASE } from '../case/state.js';

const spec = specify(coordinator);
const at = '2026-07-01T09:00:00.000Z';
const as = (userId: string, role: string, more: { readonly organisationId?: string } = {}) => ({
  now: at,
  actor: { userId, user: userId, role, roles: [role], serviceIds: [], qualifications: [], ...more },
});
const manager = (organisationId: string) => as('TM1', 'TM', { organisationId });
const administrator = as('PA1', 'PA');
const end = { type: 'DeactivateCoordinator', cases: [], reason: 'left' } as const;
const left = { type: 'CoordinatorDeactivated', payload: { at, by: 'TM1', organisationId: 'T1' } } as const;
const open = (caseId: string, openWith: string, heldBy = [openWith]) => ({ caseId, heldBy, openWith });

describe('a care co-ordinator’s account', () => {
  it('CPA-44: is not ended while a case names this co-ordinator', () => {
    spec
      .given()
      .when({ ...end, cases: [open('case-1', 'T1'), open('case-2', 'T1')] }, manager('T1'))
      .refused('COORDINATOR_HAS_OPEN_CASES', ['case-1', 'case-2']);
  });

  it('CPA-44: ends once, and says when', () => {
    const past = { caseId: 'case-1', heldBy: ['T1'] };
    spec
      .given()
      .when({ ...end, cases: [past] }, manager('T1'))
      .then({ type: 'CoordinatorDeactivated', payload: { at, by: 'TM1', reason: 'left', organisationId: 'T1' } });
    spec.given(left).when(end, manager('T1')).nothing();
    spec
      .given(left)
      .when({ ...end, cases: [past] }, manager('T1'))
      .nothing();
  });

  it('R18: is not found by the manager of another trust, whose cases never named them, and nothing is listed', () => {
    const others = { ...end, cases: [open('case-1', 'T1'), { caseId: 'case-2', heldBy: ['T1'] }] };
    spec.given().when(others, manager('T2')).refused('NOT_FOUND', []);
    spec.given(left).when(others, manager('T2')).refused('NOT_FOUND', []);
    spec.given().when(end, as('TM1', 'TM')).refused('NOT_FOUND', []);
  });

  it('R18: of one who has cases of two trusts ends for each by itself, and only own cases are listed', () => {
    const both = { ...end, cases: [open('case-1', 'T1'), open('case-2', 'T2'), open('case-3', 'T2', ['T1', 'T2'])] };
    spec.given().when(both, manager('T1')).refused('COORDINATOR_HAS_OPEN_CASES', ['case-1']);
    spec
      .given()
      .when({ ...end, cases: [{ caseId: 'case-1', heldBy: ['T1'] }, open('case-2', 'T2')] }, manager('T1'))
      .then({ type: 'CoordinatorDeactivated', payload: { organisationId: 'T1' } });
    const { state } = spec.given(left);
    expect([hasEnded(state, 'T1'), hasEnded(state, 'T2'), hasEnded(state, undefined)]).toEqual([true, false, false]);
  });

  it('R18: without any case ends for the manager’s own organisation alone, and for nobody else', () => {
    spec
      .given()
      .when(end, manager('T2'))
      .then({ type: 'CoordinatorDeactivated', payload: { organisationId: 'T2' } });
    const { state } = spec.given({ ...left, payload: { ...left.payload, organisationId: 'T2' } });
    expect([hasEnded(state, 'T1'), hasEnded(state, 'T2')]).toEqual([false, true]);
  });

  it('R18: ends for every case of the tenant by the platform administrator', () => {
    spec
      .given()
      .when({ ...end, cases: [open('case-1', 'T1'), open('case-2', 'T2')] }, administrator)
      .refused('COORDINATOR_HAS_OPEN_CASES', ['case-1', 'case-2']);
    spec
      .given(left)
      .when({ ...end, cases: [{ caseId: 'case-1', heldBy: ['T1'] }] }, administrator)
      .then({ type: 'CoordinatorDeactivated', payload: { at, by: 'PA1', reason: 'left' } });
    const { state } = spec.given(left, { type: 'CoordinatorDeactivated', payload: { at, by: 'PA1' } });
    expect([hasEnded(state, 'T1'), hasEnded(state, 'T2')]).toEqual([true, true]);
  });
});

describe('a case and its co-ordinator', () => {
  it('R18: is theirs with those who held it while it named them, all at one instant or not', () => {
    const meta = { recordedAt: at, effectiveFrom: at, jurisdiction: 'ENG', actor: {} };
    const opening = {
      caseId: 'case',
      acceptedOn: '2026-07-01',
      teamId: 'E',
      teamSetting: 'community',
      regionCode: 'R',
    };
    const handed = (toUserId: string) => ({
      type: 'CareCoordinatorReallocated',
      payload: { caseId: 'case', fromUserId: '', toUserId, user: toUserId, at, interim: false },
    });
    const moved = { caseId: 'case', toTeamId: 'F', teamSetting: 'community', organisationId: 'T2', at };
    const state = [
      {
        type: 'CpaCaseOpened',
        payload: { ...opening, coordinatorId: 'CC1', user: 'CC1', level: 'undecided', organisationId: 'T1' },
      },
      { type: 'CareCoordinatorAllocated', payload: { caseId: 'case', userId: 'CC1', from: at, interim: false } },
      handed('CC2'),
      { type: 'CpaTeamChanged', payload: moved },
      handed('CC3'),
    ].reduce((known, event) => evolveWith(cpaCase, known, { ...event, meta } as never), NO_CASE);
    const seen = (userId: string) => coordinatedCase('case', userId, state);
    expect(seen('CC1')).toEqual({ caseId: 'case', heldBy: ['T1'] });
    expect(seen('CC2')).toEqual({ caseId: 'case', heldBy: ['T1', 'T2'] });
    expect(seen('CC3')).toEqual({ caseId: 'case', heldBy: ['T2'], openWith: 'T2' });
    expect(seen('CC4')).toBeUndefined();
    expect(coordinatedCase('case', 'CC3', { ...state, state: 'closed' })).toEqual({ caseId: 'case', heldBy: ['T2'] });
  });
});
