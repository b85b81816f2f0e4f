import { decideIn, specContext, specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, NO_PLAN, type KnownPlan } from '../facts.js';
import { dataRequest, disclosure, inspection, type DataRequestEvent, type Disclosure, type Grant } from './decider.js';

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

describe('who holds what concerns privacy', () => {
  const opener = { role: 'CC', organisationId: 'T', userId: 'C' } as never;

  it('R29: whoever made a disclosure and the plan’s holder see it; the recipient the one made out to them', () => {
    const payload = { recipientId: 'W', planId: 'C' } as Disclosure;
    const { state } = specify(disclosure).given({ type: 'DisclosureMade', payload });
    const before = disclosure.holder(disclosure.initial, opener, 'readDisclosure');
    expect(disclosure.holder(state, opener, 'readDisclosure')).toMatchObject([
      before,
      { kind: 'plan', planId: 'C' },
      { kind: 'users', userIds: ['W'] },
    ]);
  });

  it('R21: a grant is held by whoever made it and by the organisation that is inspected', () => {
    const payload = { organisationId: 'O' } as Grant;
    const { state } = specify(inspection).given({ type: 'InspectionGranted', payload });
    const [before] = inspection.holder(inspection.initial, opener, 'inspect') as readonly unknown[];
    expect(inspection.holder(state, opener, 'inspect')).toMatchObject([
      before,
      { kind: 'organisation', organisationId: 'O' },
    ]);
    expect(inspection.holder(inspection.initial, opener, 'inspect')).toHaveLength(1);
    expect(dataRequest.holder(dataRequest.initial, opener, 'ask')).toEqual({ kind: 'person' });
  });
});

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
});

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
});

describe('a request about one’s data', () => {
  const spec = specify(dataRequest);
  const received: DataRequestEvent = {
    type: 'DataRequestReceived',
    payload: { right: 'rectification', about: 'the allergy', dueAt: '2026-06-22T22:59:59.999Z' },
  };
  const refuse = { type: 'RefuseDataRequest', reasons: 'the letter says so' } as const;

  it('ENG-147: is answered within a month of its receipt', () => {
    spec
      .given()
      .when({ type: 'ReceiveDataRequest', right: 'rectification', about: 'the allergy' }, context)
      .then({
        type: 'DataRequestReceived',
        payload: { right: 'rectification', about: 'the allergy', dueAt: '2026-06-20T22:59:59.999Z' },
      });
    spec
      .given()
      .when({ type: 'ReceiveDataRequest', right: 'access' }, { ...context, now: '2026-01-31T12:00:00.000Z' })
      .then({ type: 'DataRequestReceived', payload: { dueAt: '2026-02-28T23:59:59.999Z' } });
    spec.given(received).when({ type: 'ReceiveDataRequest', right: 'access' }, context).nothing();
  });

  it('ENG-147: the month counts from the day of receipt, which lies within the last year', () => {
    const now = '2026-02-10T12:00:00.000Z';
    const asked = (occurredAt: string) =>
      spec.given().when({ type: 'ReceiveDataRequest', right: 'access' }, { ...context, now, occurredAt });
    asked('2026-01-31T12:00:00.000Z').then({
      type: 'DataRequestReceived',
      payload: { dueAt: '2026-02-28T23:59:59.999Z' },
    });
    asked('2024-12-31T12:00:00.000Z').refused('TIMESCALE_INVALID', ['occurredAt']);
  });

  it('R38: is made by nobody for themselves after their death; what was asked before is answered', () => {
    const died = { ...context, facts: { ...facts, deceased: true } };
    const ask = { type: 'ReceiveDataRequest', right: 'access' } as const;
    spec
      .given()
      .when(ask, { ...died, actor: as('PE') })
      .refused('STATE_CONFLICT', ['deceased']);
    spec
      .given()
      .when(ask, { ...died, actor: as('LR') })
      .then({ type: 'DataRequestReceived' });
    spec
      .given(received)
      .when(refuse, { ...died, actor: as('DP') })
      .then({ type: 'DataRequestRefused' });
  });

  it('ENG-147: is refused with reasons, the article and the way to complain', () => {
    spec
      .given(received)
      .when(refuse, context)
      .then({
        type: 'DataRequestRefused',
        payload: { article: 'UK GDPR art 16', reasons: 'the letter says so', icoRouteGiven: true },
      });
    for (const [right, article] of [
      ['access', 'UK GDPR art 15'],
      ['erasure', 'UK GDPR art 17'],
      ['restriction', 'UK GDPR art 18'],
      ['objection', 'UK GDPR art 21'],
      ['another', ''],
    ] as const)
      spec
        .given({ type: 'DataRequestReceived', payload: { right, dueAt: NOW } })
        .when(refuse, context)
        .then({ type: 'DataRequestRefused', payload: { article } });
    spec
      .given(received)
      .when({ ...refuse, article: 'DPA 2018 s.45' }, context)
      .then({ type: 'DataRequestRefused', payload: { article: 'DPA 2018 s.45' } });
    spec.given(received).when({ type: 'RefuseDataRequest' }, context).refused('REASON_REQUIRED', ['reasons']);
    spec.given().when(refuse, context).refused('STATE_CONFLICT', ['none']);
    const refused: DataRequestEvent = {
      type: 'DataRequestRefused',
      payload: { article: 'a', reasons: 'r', icoRouteGiven: true },
    };
    const over = spec.given(received, refused);
    over.when(refuse, context).refused('STATE_CONFLICT', ['refused']);
    expect(over.state).toEqual({
      state: 'refused',
      right: 'rectification',
      dueAt: '2026-06-22T22:59:59.999Z',
      article: 'a',
      reasons: 'r',
    });
  });
});
