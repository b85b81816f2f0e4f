import { InstantField, Text } from '@carethread/contracts';
import { commandFrom, commandOn, type RequestContext, type Route } from '@carethread/http-api';
import { cpaCase } from '../../domain/case/decider.js';
import type { CpaCaseState } from '../../domain/case/state.js';
import type { CoordinatorCommand } from '../../domain/coordinator/commands.js';
import { coordinatedCase } from '../../domain/coordinator/coordinated-case.js';
import { coordinator } from '../../domain/coordinator/decider.js';
import { namedCoordinators, type NamedCoordinator } from '../../views/named-coordinators.js';

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
  runtime,
  tenantId,
  params,
  pseudonym,
  body,
}: RequestContext<DeactivateCoordinatorRequest>): Promise<CoordinatorCommand> {
  const userId = params['userId'] ?? '';
  const where = { tenantId, coordinator: pseudonym(userId) };
  // A case that was given to them a moment ago counts too.
  await runtime.shown();
  const found = await runtime.views.view<NamedCoordinator>(namedCoordinators.name).find(where);
  const cases = await Promise.all(
    found.map(async ({ doc: { caseId } }) => {
      const { state } = await runtime.commands.load(cpaCase, caseId);
      return coordinatedCase(caseId, userId, state as CpaCaseState) ?? [];
    }),
  );
  return commandFrom('DeactivateCoordinator', { ...body, userId, cases: cases.flat() });
}
