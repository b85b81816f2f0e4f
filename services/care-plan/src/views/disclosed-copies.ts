import { present } from '@carethread/ledger';
import { viewOf } from '@carethread/runtime';

export interface DisclosedCopy {
  readonly disclosureId: string;
  readonly personId: string | null;
  readonly recipientId: string;
  readonly planId: string;
  readonly versionNo: number;
  readonly fields: readonly string[];
  readonly preparedOn: string;
  /** On what it rests; not on what was made before that was published. */
  readonly basis?: string;
}

/** What was disclosed to whom: one version of one plan, for one recipient (CPA-56, CPA-57). */
export const disclosedCopies = viewOf<DisclosedCopy>()({
  name: 'disclosedCopies',
  version: 2,
  indexes: [],
  index: () => ({}),
  on: {
    'consent.disclosure-made.v1': {
      key: ({ data }) => data.disclosureId,
      fold: (_, { data, meta: { personId } }) =>
        present({
          disclosureId: data.disclosureId,
          personId,
          recipientId: data.recipientId,
          planId: data.planId,
          versionNo: data.versionNo,
          fields: data.fields,
          preparedOn: data.preparedOn,
          basis: data.basis,
        }),
    },
  },
});
