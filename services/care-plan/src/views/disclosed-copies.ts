import { viewOf } from '@carethread/runtime';

export interface DisclosedCopy {
  readonly disclosureId: string;
  readonly personId: string | null;
  readonly recipientId: string;
  readonly planId: string;
  readonly versionNo: number;
  readonly fields: readonly string[];
  readonly preparedOn: string;
}

/** What was disclosed to whom: one version of one plan, for one recipient (CPA-56, CPA-57). */
export const disclosedCopies = viewOf<DisclosedCopy>()({
  name: 'disclosedCopies',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    'consent.disclosure-made.v1': {
      key: ({ data }) => data.disclosureId,
      fold: (_, { data, meta: { personId } }) => ({
        disclosureId: data.disclosureId,
        personId,
        recipientId: data.recipientId,
        planId: data.planId,
        versionNo: data.versionNo,
        fields: data.fields,
        preparedOn: data.preparedOn,
      }),
    },
  },
});
