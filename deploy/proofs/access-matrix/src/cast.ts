import { present } from '@carethread/ledger';
import type { Grant, RelationFact } from '@carethread/access';
import type { ActingParty } from '@carethread/event-sourcing';
import { COLUMNS, organisationOf, type Column } from './expected/columns.js';
import type { Operation } from './expected/operations.js';

/** The world of the columns, in facts: PR3 holds what is asked for, PR1 serves the same person, PR0 did once, a trust has a case. */
export const TENANT = '00000000-0000-4000-8000-0000000000a1';
export const OTHER_TENANT = '00000000-0000-4000-8000-0000000000a2';
export const PERSON = '00000000-0000-4000-8000-0000000000b1';
export const NOW = '2026-03-02T09:00:00.000Z';
const [PR3, PR1, PR0, PR9, TRUST] = ['provider-3', 'provider-1', 'provider-0', 'provider-9', 'trust-1'];
export const HELD = {
  plan: 'plan-3',
  cpaPlan: 'plan-c',
  caseId: 'case-1',
  risk: 'risk-3',
  provider: PR3,
  trust: TRUST,
};

export const userOf = (column: Column): string =>
  column === 'formerHolder' || column === 'otherTenant' ? 'user keyworker' : `user ${column}`;

const at = '2026-01-05T09:00:00.000Z';
const fact = (type: string, data: object, recordedAt = at): RelationFact => ({
  type,
  data,
  recordedAt,
  tenantId: TENANT,
});
const serves = (providerId: string, keyworkerId: string, ...others: string[]): readonly RelationFact[] => {
  const episodeId = `episode of ${providerId}`;
  const planId = `plan-${providerId.slice(-1)}`;
  const members = others.map((userId) => ({ userId, purposes: [] }));
  return [
    fact('care-plan.service-agreement-made.v1', { episodeId, providerId, serviceId: `service of ${providerId}` }),
    fact('care-plan.care-team-assigned.v1', { episodeId, organisationId: providerId, keyworkerId, members }),
    fact('care-plan.care-plan-opened.v1', { planId, organisationId: providerId, planKind: 'provider' }),
    fact('care-plan.plan-version-published.v1', {
      planId,
      organisationId: providerId,
      planKind: 'provider',
      signOffId: 's',
    }),
  ];
};
const ended = (providerId: string): RelationFact =>
  fact('care-plan.service-ended.v1', { episodeId: `episode of ${providerId}`, providerId }, '2026-02-01T09:00:00.000Z');
const named = (column: Column, ...scopes: string[]): RelationFact =>
  fact('consent.contact-named.v1', { contactId: userOf(column), scopes });
const glass = (column: Column, organisationId: string, until: string): RelationFact =>
  fact('care-plan.break-glass-opened.v1', { userId: userOf(column), organisationId, until });

const SCOPES = ['drawingUp', 'implementing', 'review', 'copies', 'readPlan'] as const;
const served: readonly RelationFact[] = [
  fact('assessment.person-registered.v1', {}),
  fact('assessment.assessment-completed.v1', { kind: 'councilNeeds' }),
  ...serves(PR0, 'user formerProvider'),
  ended(PR0),
  ...serves(PR3, userOf('keyworker'), userOf('teamMember')),
  ...serves(PR1, userOf('otherProvider')),
  fact('risk.risk-assessed.v1', { riskId: HELD.risk, planId: HELD.plan }),
  fact('cpa-coordination.cpa-case-opened.v1', {
    caseId: HELD.caseId,
    coordinatorId: userOf('keyworker'),
    organisationId: TRUST,
  }),
  fact('care-plan.care-plan-opened.v1', { planId: HELD.cpaPlan, organisationId: TRUST, planKind: 'cpa' }),
  ...SCOPES.map((scope) => named(`contact:${scope}`, scope)),
  fact('consent.disclosure-made.v1', { disclosureId: 'disclosure-1', recipientId: userOf('recipient') }),
  named('contactWithoutScope'),
  named('contactWithdrawn', ...SCOPES),
  fact('consent.involvement-withdrawn.v1', { contactId: userOf('contactWithdrawn'), scopes: SCOPES }),
  ...[PR3, TRUST].flatMap((organisationId) => [
    glass('breakGlassOpen', organisationId, '2026-03-02T09:30:00.000Z'),
    glass('breakGlassOver', organisationId, '2026-03-02T09:00:00.000Z'),
  ]),
];
const left: readonly RelationFact[] = [
  ...served,
  ended(PR3),
  fact('cpa-coordination.cpa-case-closed.v1', { caseId: HELD.caseId }, '2026-02-01T09:00:00.000Z'),
];

export const factsOf = (column: Column): readonly RelationFact[] => (column === 'formerHolder' ? left : served);

const grant = (column: Column, to: string, organisationId = PR3): Grant => ({
  inspectionId: column,
  inspectorId: userOf(column),
  organisationId,
  serviceId: `service of ${organisationId}`,
  from: '2026-03-01T00:00:00.000Z',
  to,
});
export const GRANTS: readonly Grant[] = [
  grant('grantOpen', '2026-03-02T23:59:59.999Z'),
  grant('grantOver', '2026-03-01T23:59:59.999Z'),
  grant('grantOfAnother', '2026-03-02T23:59:59.999Z', PR1),
];

/** A case and what is disclosed of it are the trust's; everything else is PR3's. */
const OF_THE_TRUST: readonly string[] = [
  'case',
  'caseRelated',
  'newCaseAttachment',
  'newDisclosure',
  'disclosure',
  'disclosures',
  'newCase',
];

export function tokenOf(
  { thing }: Operation,
  role: string,
  column: Column,
): ActingParty & { readonly tenantId: string } {
  const holder = OF_THE_TRUST.includes(thing) ? TRUST : PR3;
  const organisations = { holder, other: PR1, former: PR0, stranger: PR9, none: undefined };
  const organisationId = organisations[organisationOf(column)];
  const userId = userOf(column);
  return present({
    userId,
    user: `pseudonym of ${userId}`,
    role,
    roles: [role],
    serviceIds: [],
    qualifications: [],
    tenantId: column === 'otherTenant' ? OTHER_TENANT : TENANT,
    organisationId,
    personId: column === 'person' ? PERSON : undefined,
  });
}

export const CELLS = COLUMNS;
