import { InstantField, Text } from '@carethread/contracts';
import { commandFrom, commandOn, type RequestContext, type Route } from '@carethread/http-api';
import { cpaCase } from '../../domain/case/decider.js';
import type { CoordinatorCommand } from '../../domain/coordinator/commands.js';
import { coordinatedCase } from '../../domain/coordinator/coordinated-case.js';
import { coordinator } from '../../domain/coordinator/decider.js';
import { namedCoordinators } from '../../views/named-coordinators.js';

class DeactivateCoordinatorRequest {
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const deactivationRoutes: readonly Route[] = [
  commandOn(coordinator)({
    method: 'POST',
    path: '/cpa/coordinators/:userId/deactivation',
    summary: "End a care co-ordinator's account",
    capability: 'deactivateCoordinator',
    about: 'CPA-44',
    body: DeactivateCoordinatorRequest,
    stream: 'either',
    target: ({ params, pseudonym }) => pseudonym(params['userId'] ?? ''),
    person: () => null,
    command: deactivation,
  }),
];

async function deactivation({
  read,
  tenantId,
  params,
  pseudonym,
  body,
}: RequestContext<DeactivateCoordinatorRequest>): Promise<CoordinatorCommand> {
  const userId = params['userId'] ?? '';
  const found = await read.find(namedCoordinators, { tenantId, coordinator: pseudonym(userId) });
  const cases = await Promise.all(
    found.map(async ({ doc: { caseId } }) => {
      const { state } = await read.state(cpaCase, caseId);
      return coordinatedCase(caseId, userId, state) ?? [];
    }),
  );
  return commandFrom('DeactivateCoordinator', { ...body, userId, cases: cases.flat() });
}
