import { viewOf } from '@carethread/runtime';
import type { ScheduleEvent } from '../domain/schedule/events.js';

export interface OverdueObligation {
  readonly obligationId: string;
  readonly planId: string;
  readonly personId: string | null;
  readonly kind: string;
  readonly dueAt: string;
  /** Who held the plan when this fell due. */
  readonly organisationId: string;
  readonly planKind: string;
  readonly tenantId: string;
}

/** Stands for the holder of a plan that goes to another organisation with its case: its holder is looked up for each. */
export const GOES_WITH_CASE = 'case';

const cleared = { key: ({ data }: { data: { obligationId: string } }) => data.obligationId, fold: () => undefined };

/** What was missed and is still open, over everybody: ids, kinds and dates only. */
export const overdue = viewOf<OverdueObligation, ScheduleEvent>()({
  name: 'overdue',
  version: 2,
  indexes: ['tenantId', 'heldBy', 'dueAt'],
  index: ({ tenantId, organisationId, planKind, dueAt }) => ({
    tenantId,
    heldBy: planKind === 'cpa' ? GOES_WITH_CASE : organisationId,
    dueAt,
  }),
  on: {
    ObligationMissed: {
      key: ({ data }) => data.obligationId,
      fold: (
        _,
        { data: { obligationId, planId, kind, dueAt, organisationId, planKind }, meta: { personId, tenantId } },
      ) => ({
        obligationId,
        planId,
        kind,
        dueAt,
        organisationId,
        planKind,
        personId,
        tenantId,
      }),
    },
    ObligationMet: cleared,
    ObligationCancelled: cleared,
  },
});
