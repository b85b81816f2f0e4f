import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, NO_PLAN, type KnownPlan } from '../facts.js';
import { inspection } from './decider.js';
import type { Grant } from './events.js';

const TENANT = '00000000-0000-4000-8000-000000000003';
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

describe('an inspection', () => {
  const spec = specify(inspection);
  const set = (tenantId: string, ...services: readonly string[]) => ({
    ...NO_FACTS,
    organisation: { tenantId, services },
  });
  const by = (role: string, organisationId = 'O') => ({
    ...context,
    subjects: { O: set(TENANT, 'V'), PR3: set(TENANT, 'V3'), FOREIGN: set('another tenant', 'VF'), X: NO_FACTS },
    now: '2026-05-20T09:00:00.000Z',
    actor: { userId: 'M', user: 'M', role, roles: [role], organisationId, serviceIds: [], qualifications: [] },
  });
  const grant = {
    type: 'GrantInspection',
    regulator: 'CQC',
    inspectorId: 'I',
    organisationId: 'O',
    serviceId: 'V',
    from: '2026-05-20',
    to: '2026-05-22',
  } as const;

  it('ENG-084, OUT-91: is one inspector’s, of one service, from the first day’s start to the last day’s end', () => {
    spec
      .given()
      .when(grant, by('SM'))
      .then({
        type: 'InspectionGranted',
        payload: {
          regulator: 'CQC',
          inspectorId: 'I',
          organisationId: 'O',
          serviceId: 'V',
          from: '2026-05-19T23:00:00.000Z',
          to: '2026-05-22T22:59:59.999Z',
        },
      });
  });

  it.each(['CQC', 'CareInspectorate', 'CareInspectorateWales'])('OUT-91: may be by %s', (regulator) => {
    spec
      .given()
      .when({ ...grant, regulator }, by('SM'))
      .then({ type: 'InspectionGranted', payload: { regulator } });
  });

  it('R21: begins within three months, if not now', () => {
    const starting = (from: string) => ({ ...grant, from, to: from });
    spec.given().when(starting('2026-08-20'), by('SM')).then({ type: 'InspectionGranted' });
    spec.given().when(starting('2026-08-21'), by('SM')).refused('TIMESCALE_INVALID', ['from']);
  });

  it('names its organisation and an order of days', () => {
    const { organisationId: _, ...nobodys } = grant;
    spec.given().when(nobodys, context).refused('MALFORMED', ['/organisationId: is required']);
    spec
      .given()
      .when({ ...grant, to: '2026-05-19' }, by('SM'))
      .refused('MALFORMED', ['/to: lies before from']);
    spec
      .given()
      .when(nobodys, by('SM'))
      .then({ type: 'InspectionGranted', payload: { organisationId: 'O' } });
  });

  it('is granted once, of all services where it names none', () => {
    const { serviceId: _, ...everywhere } = grant;
    const [granted] = decideIn(inspection, everywhere, inspection.initial, specContext(by('SM')));
    expect(granted?.payload).not.toHaveProperty('serviceId');
    const payload: Grant = { ...everywhere, inspectionId: 'I', from: NOW, to: NOW };
    const given = spec.given({ type: 'InspectionGranted', payload });
    expect(given.state).toEqual({ grant: payload });
    given.when(grant, by('SM')).nothing();
  });

  it('R21: is granted for one’s own organisation, for any by the council', () => {
    spec.given().when(grant, by('SM', 'PR3')).refused('NOT_FOUND');
    spec
      .given()
      .when(grant, by('AS', 'the council'))
      .then({ type: 'InspectionGranted', payload: { organisationId: 'O' } });
  });

  it('R21: is of a service that the organisation has in this tenant, or of all of them', () => {
    const { serviceId: _, ...all } = grant;
    const refused = (more: object, items: readonly string[], role = 'SM', own = 'O') =>
      spec
        .given()
        .when({ ...grant, ...more }, by(role, own))
        .refused('REFERENCE_NOT_FOUND', items);
    refused({ serviceId: 'V3' }, ['serviceId']);
    refused({ organisationId: 'PR3' }, ['serviceId'], 'AS', 'the council');
    refused({ organisationId: 'FOREIGN', serviceId: 'VF' }, ['organisationId'], 'AS', 'the council');
    refused({ organisationId: 'X' }, ['organisationId'], 'AS', 'the council');
    refused({ organisationId: 'X' }, ['serviceId'], 'SM', 'X');
    spec.given().when(all, by('SM')).then({ type: 'InspectionGranted' });
    spec
      .given()
      .when({ ...all, organisationId: 'X' }, by('SM', 'X'))
      .then({ type: 'InspectionGranted' });
  });

  it('R38: is granted after a death as before: how the person was cared for is looked into all the same', () => {
    spec
      .given()
      .when(grant, { ...by('SM'), facts: { ...facts, deceased: true } })
      .then({ type: 'InspectionGranted' });
  });

  it('R21: begins yesterday at the earliest and lasts 92 days at most', () => {
    const from = (day: string, to: string) => spec.given().when({ ...grant, from: day, to }, by('SM'));
    from('2026-05-19', '2026-05-22').then({ type: 'InspectionGranted', payload: { organisationId: 'O' } });
    from('2026-05-18', '2026-05-22').refused('TIMESCALE_INVALID', ['from']);
    from('2026-05-20', '2026-08-19').then({ type: 'InspectionGranted', payload: { to: '2026-08-19T22:59:59.999Z' } });
    from('2026-05-20', '2026-08-20').refused('TIMESCALE_INVALID', ['to']);
  });

  it('R21: is held by the one who granted it and by the organisation that is inspected', () => {
    const payload = { organisationId: 'O' } as Grant;
    const opener = { role: 'CC', organisationId: 'T', userId: 'C' } as never;
    const { state } = specify(inspection).given({ type: 'InspectionGranted', payload });
    const [before] = inspection.holder(inspection.initial, opener, 'inspect') as readonly unknown[];
    expect(inspection.holder(state, opener, 'inspect')).toMatchObject([
      before,
      { kind: 'organisation', organisationId: 'O' },
    ]);
    expect(inspection.holder(inspection.initial, opener, 'inspect')).toHaveLength(1);
  });
});
