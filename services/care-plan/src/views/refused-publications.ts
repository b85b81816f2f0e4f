import { present } from '@carethread/ledger';
import { viewOf } from '@carethread/runtime';
import type { PlanEvent } from '../domain/plan/events.js';

export interface SignedProposal {
  readonly planId: string;
  readonly personId: string | null;
  readonly organisationId: string;
  readonly signOff: {
    readonly proposalNo: number;
    readonly contentHash: string;
    readonly signOffId: string;
    readonly completedAt: string;
    readonly withdrawalsKnown?: number;
  };
}

/** The last completed sign-off of each plan, by person and organisation: what a refused publication is tried again with. */
export const refusedPublications = viewOf<SignedProposal, PlanEvent>()({
  name: 'signedProposals',
  version: 2,
  indexes: ['personId', 'organisationId'],
  index: ({ personId, organisationId }) => ({ personId, organisationId }),
  on: {
    CarePlanOpened: {
      key: ({ data }) => data.planId,
      fold: (_, { data, meta }) => ({
        planId: data.planId,
        personId: meta.personId,
        organisationId: data.organisationId,
        signOff: { proposalNo: 0, contentHash: '', signOffId: '', completedAt: '' },
      }),
    },
    'consent.sign-off-completed.v1': {
      key: ({ data }) => (data.subject === 'planVersion' ? data.subjectId : undefined),
      fold: (doc, { data }) =>
        doc && {
          ...doc,
          signOff: present({
            proposalNo: data.proposalNo,
            contentHash: data.contentHash,
            signOffId: data.signOffId,
            completedAt: data.completedAt,
            withdrawalsKnown: data.withdrawalsKnown,
          }),
        },
    },
  },
});
