import type { View } from '@carethread/service-kit';

export interface NamedCoordinator {
  readonly caseId: string;
  readonly tenantId: string;
  /** The co-ordinator's pseudonym. */
  readonly coordinator: string;
}

const handler: View<NamedCoordinator>['on'][string] = {
  key: ({ data: { caseId, user } }) => (user === undefined ? undefined : `${caseId}/${user}`),
  fold: (_, { data: { caseId, user }, meta: { tenantId } }) => ({ caseId, tenantId, coordinator: user }),
};

/** Every case that names a co-ordinator or did: whose co-ordinator somebody is, asked before their account ends. */
export const namedCoordinators: View<NamedCoordinator> = {
  name: 'namedCoordinators',
  version: 1,
  indexes: ['tenantId', 'coordinator'],
  index: ({ tenantId, coordinator }) => ({ tenantId, coordinator }),
  on: { CpaCaseOpened: handler, CareCoordinatorReallocated: handler },
};
