import { viewOf } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule-shapes.js';

export interface OverdueObligation {
  readonly obligationId: string;
  readonly planId: string;
  readonly personId: string | null;
  readonly kind: string;
  readonly dueAt: string;
  readonly organisationId: string;
  readonly tenantId: string;
}

const cleared = { key: ({ data }: { data: { obligationId: string } }) => data.obligationId, fold: () => undefined };

/** What was missed and is still open, over everybody: ids, kinds and dates only. */
export const overdue = viewOf<OverdueObligation, ScheduleEvent>()({
  name: 'overdue',
  version: 1,
  indexes: ['tenantId', 'organisationId', 'dueAt'],
  index: ({ tenantId, organisationId, dueAt }) => ({ tenantId, organisationId, dueAt }),
  on: {
    ObligationMissed: {
      key: ({ data }) => data.obligationId,
      fold: (_, { data: { obligationId, planId, kind, dueAt, organisationId }, meta: { personId, tenantId } }) => ({
        obligationId,
        planId,
        kind,
        dueAt,
        organisationId,
        personId,
        tenantId,
      }),
    },
    ObligationMet: cleared,
    ObligationCancelled: cleared,
  },
});
