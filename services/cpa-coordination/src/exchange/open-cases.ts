import type { View } from '@carethread/service-kit';

export interface OpenCase {
  readonly caseId: string;
  readonly tenantId: string;
  readonly regionCode: string;
  /** The co-ordinator's pseudonym. */
  readonly coordinator: string;
}

const caseOf = ({ data }: { readonly data: { readonly caseId: string } }): string => data.caseId;

/** Every open case by region and by co-ordinator: for a region's new scheme, and before an account ends. */
export const openCases: View<OpenCase> = {
  name: 'openCases',
  version: 1,
  indexes: ['tenantId', 'regionCode', 'coordinator'],
  index: ({ tenantId, regionCode, coordinator }) => ({ tenantId, regionCode, coordinator }),
  on: {
    CpaCaseOpened: {
      key: caseOf,
      fold: (_, { data: { caseId, regionCode, user }, meta: { tenantId } }) => ({
        caseId,
        tenantId,
        regionCode,
        coordinator: user,
      }),
    },
    CareCoordinatorReallocated: { key: caseOf, fold: (doc, { data }) => doc && { ...doc, coordinator: data.user } },
    CpaRegionChanged: { key: caseOf, fold: (doc, { data }) => doc && { ...doc, regionCode: data.to } },
    CpaCaseClosed: { key: caseOf, fold: () => undefined },
  },
};
