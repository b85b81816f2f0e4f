import { fault, Id, InstantField, Label, LocalDate, malformed, queryFault } from '@carethread/contracts';
import { commandFrom, commandOn, query, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { heldBy } from '@carethread/event-sourcing';
import type { Grant } from '@carethread/access';
import { inspection } from '../../domain/inspection/decider.js';

class GrantInspectionRequest {
  @Label({ optional: true }) regulator?: string;
  @Id({ optional: true }) inspectorId?: string;
  @Id({ optional: true }) inspector?: string;
  @Id({ optional: true }) organisationId?: string;
  @Id({ optional: true }) serviceId?: string;
  @LocalDate() from!: string;
  @LocalDate() to!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PATH = '/consent/inspections';

export const inspectionRoutes: readonly Route[] = [
  commandOn(inspection)({
    method: 'POST',
    path: PATH,
    summary: 'Grant an inspector access to one service',
    capability: 'grantInspection',
    body: GrantInspectionRequest,
    stream: 'new',
    person: () => null,
    command: ({ body: { inspector, inspectorId, regulator, ...body } }) =>
      commandFrom('GrantInspection', {
        ...body,
        regulator: regulator ?? 'CQC',
        inspectorId: inspectorId ?? inspector ?? malformed(fault('/inspectorId', 'required', 'is missing')),
      }),
  }),
  query({
    path: PATH,
    summary: 'The grants by which inspectors see or saw a person’s record',
    capability: 'grantInspection',
    of: 'each',
    queryParameters: { personId: { type: 'string', format: 'uuid' } },
    person: ({ query: { personId } }) => personId ?? malformed(queryFault('personId', 'required', 'is missing')),
    paged: true,
    answer: async (ask) => ({ body: { items: await inspectionsOf(ask, ask.query['personId'] ?? '') } }),
  }),
  readOn(inspection)({
    path: `${PATH}/:id`,
    summary: 'An inspection grant',
    capability: 'grantInspection',
    show: ({ grant }) => ({ ...grant }),
  }),
];

type Shown = Omit<Grant, 'inspectionId'> & { readonly id: string };

/** A grant is for a service, so it concerns everybody whom that service has served. */
async function inspectionsOf({ read, sight }: RequestContext, personId: string): Promise<readonly Shown[]> {
  const ties = Object.values((await read.facts(personId)).relations.ties);
  const found: Shown[] = [];
  for (const organisationId of new Set(ties.map((tie) => tie.organisationId))) {
    const served = ties.filter((tie) => tie.organisationId === organisationId).map(({ serviceId }) => serviceId);
    if (!(await sight(personId).sees(heldBy(organisationId)))) continue;
    for (const { inspectionId: id, ...grant } of Object.values((await read.facts(organisationId)).relations.grants))
      if (
        grant.serviceId === null ||
        served.some((serviceId) => serviceId === undefined || serviceId === grant.serviceId)
      )
        found.push({ id, ...grant });
  }
  return found;
}
