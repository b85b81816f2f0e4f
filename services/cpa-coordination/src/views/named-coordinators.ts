import { viewOf, type FoldedAs } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';

export interface NamedCoordinator {
  readonly caseId: string;
  readonly tenantId: string;
  /** The co-ordinator's pseudonym. */
  readonly coordinator: string;
}

type Named = FoldedAs<CpaCaseEvent, 'CpaCaseOpened' | 'CareCoordinatorReallocated'>;

const handler = {
  key: ({ data: { caseId, user } }: Named) => (user === undefined ? undefined : `${caseId}/${user}`),
  fold: (doc: NamedCoordinator | undefined, { data: { caseId, user }, meta: { tenantId } }: Named) =>
    user === undefined ? doc : { caseId, tenantId, coordinator: user },
};

/** Every case that names a co-ordinator or did: read before a co-ordinator's account ends. */
export const namedCoordinators = viewOf<NamedCoordinator, CpaCaseEvent>()({
  name: 'namedCoordinators',
  version: 1,
  indexes: ['tenantId', 'coordinator'],
  index: ({ tenantId, coordinator }) => ({ tenantId, coordinator }),
  on: { CpaCaseOpened: handler, CareCoordinatorReallocated: handler },
});
