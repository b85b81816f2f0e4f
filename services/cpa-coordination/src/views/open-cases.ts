import { present } from '@carethread/ledger';
import { viewOf } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';

export interface OpenCase {
  readonly caseId: string;
  readonly tenantId: string;
  readonly regionCode: string;
  /** The co-ordinator's pseudonym. */
  readonly coordinator: string;
  /** Who holds the case. */
  readonly organisationId?: string;
}

const caseOf = ({ data }: { readonly data: { readonly caseId: string } }): string => data.caseId;

/** Every open case by region and by co-ordinator: for a region's new scheme, and before an account ends. */
export const openCases = viewOf<OpenCase, CpaCaseEvent>()({
  name: 'openCases',
  version: 2,
  indexes: ['tenantId', 'regionCode', 'coordinator'],
  index: ({ tenantId, regionCode, coordinator }) => ({ tenantId, regionCode, coordinator }),
  on: {
    CpaCaseOpened: {
      key: caseOf,
      fold: (_, { data: { caseId, regionCode, user: coordinator, organisationId }, meta: { tenantId, actor } }) =>
        present<OpenCase>({
          caseId,
          tenantId,
          regionCode,
          coordinator,
          organisationId: organisationId ?? actor.organisation,
        }),
    },
    CareCoordinatorReallocated: { key: caseOf, fold: (doc, { data }) => doc && { ...doc, coordinator: data.user } },
    CpaRegionChanged: { key: caseOf, fold: (doc, { data }) => doc && { ...doc, regionCode: data.to } },
    CpaTeamChanged: {
      key: caseOf,
      fold: (doc, { data: { organisationId = doc?.organisationId } }) =>
        doc && present<OpenCase>({ ...doc, organisationId }),
    },
    CpaCaseClosed: { key: caseOf, fold: () => undefined },
  },
});
