import { present } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { organisationOf, type Column } from './expected/columns.js';
import { newPerson, org, otherTenant, service, tenantId, userOf } from './identities.js';
import { recordsOfOne, type Ids } from './records-of-one.js';
import { idle, setClock } from './test-mode.js';
import { Token } from './token.js';

/** The organisations and users of the columns, and two people: one whom the holder serves, one whom it serves no more. */
export interface World {
  readonly url: string;
  readonly served: Ids;
  readonly left: Ids;
  tokenOf(role: string, column: Column, ofTheTrust: boolean): Promise<Token>;
}

const BEGIN = '2026-03-02T09:00:00.000Z';

export async function world(url: string): Promise<World> {
  const by = (roles: readonly string[], more: object = {}): Promise<Token> =>
    Token.of(url, { userId: randomUUID(), tenantId, roles, ...more });
  await setClock(url, { now: BEGIN });
  const pa = await by(['PA']);
  await organisation(pa, org.council, 'council');
  for (const provider of [org.PR3, org.PR1, org.PR0, org.PR9]) await organisation(pa, provider, 'provider');
  for (const trust of [org.TRUST, org.TRUST2]) await organisation(pa, trust, 'trust');
  await pa.must('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01', source: 'synthetic' });
  const staff = {
    as: await by(['AS'], { organisationId: org.council, qualifications: ['assessor'] }),
    sm3: await by(['SM', 'RM'], { organisationId: org.PR3 }),
    kw3: await by(['KW'], { organisationId: org.PR3, userId: userOf('keyworker') }),
    sm1: await by(['SM', 'RM'], { organisationId: org.PR1 }),
    sm0: await by(['SM', 'RM'], { organisationId: org.PR0 }),
    tm: await by(['TM'], { organisationId: org.TRUST }),
    cc: await by(['CC'], { organisationId: org.TRUST, userId: userOf('keyworker') }),
  };
  const inspections: string[] = [];
  for (const [column, from] of [
    ['grantOpen', '2026-03-02'],
    ['grantOver', '2026-03-01'],
  ] as const)
    inspections.push(
      await staff.sm3.post('/consent/inspections', {
        inspectorId: userOf(column),
        serviceId: service,
        from,
        to: from,
      }),
    );
  await staff.sm1.must('POST', '/consent/inspections', {
    inspectorId: userOf('grantOfAnother'),
    serviceId: service,
    from: '2026-03-02',
    to: '2026-03-02',
  });
  const common = { staffId: randomUUID(), inspectionId: inspections[0] ?? '', org: org.council };
  await staff.sm3.must('POST', `/review/competence/${common.staffId}`, { course: 'care', completedOn: '2026-01-10' });
  // Of whom there is no case yet: who may not see one that is there does not learn of it.
  const caseless = await staff.as.post('/assessment/persons', newPerson());
  const left: Ids = { ...common, ...(await recordsOfOne(url, staff, by)) };
  const served: Ids = { ...common, caseless, ...(await recordsOfOne(url, staff, by)) };
  await staff.sm3.must('POST', `/care-plan/episodes/${left.episode}/end`, { reason: 'completed' });
  const elsewhere = { teamId: randomUUID(), organisationId: org.TRUST2, reason: 'moved' };
  await staff.tm.must('POST', `/cpa/cases/${left.caseId}/team`, elsewhere);
  for (const column of ['breakGlassOver', 'breakGlassOpen'] as const) {
    for (const [role, organisationId] of [
      ['KW', org.PR3],
      ['CC', org.TRUST],
    ] as const) {
      const breaking = await by([role], { organisationId, userId: userOf(column) });
      await breaking.must('POST', `/care-plan/persons/${served.person}/break-glass`, { reason: 'synthetic reason' });
    }
    if (column === 'breakGlassOver') await setClock(url, { advance: 'PT61M' });
  }
  await idle(url);
  return { url, served, left, tokenOf: (role, column, ofTheTrust) => tokenOf(url, role, column, ofTheTrust, served) };
}

const issued = new Map<string, Promise<Token>>();

/** A machine's token reaches as far as its role does. */
const ALL_SCOPES = 'notices.read notices.acknowledge plans.read endpoints.manage';

async function tokenOf(url: string, role: string, column: Column, ofTheTrust: boolean, served: Ids): Promise<Token> {
  const holder = ofTheTrust ? org.TRUST : org.PR3;
  const organisations = { holder, other: org.PR1, former: org.PR0, stranger: org.PR9, none: undefined };
  const organisationId = organisations[organisationOf(column)];
  const userId = column === 'formerHolder' || column === 'otherTenant' ? userOf('keyworker') : userOf(column);
  const name = [role, column, organisationId].join(' ');
  const token =
    issued.get(name) ??
    Token.of(
      url,
      present({
        userId,
        tenantId: column === 'otherTenant' ? otherTenant : tenantId,
        roles: [role],
        organisationId,
        personId: column === 'person' ? served.person : undefined,
        scope: role === 'SY' ? ALL_SCOPES : undefined,
      }),
    );
  issued.set(name, token);
  return token;
}

async function organisation(pa: Token, id: string, kind: string): Promise<void> {
  await pa.must('PUT', `/assessment/organisations/${id}`, {
    kind,
    name: 'Synthetic organisation',
    jurisdiction: 'ENG',
    services: [{ serviceId: service, setting: 'careAtHome' }],
  });
}
