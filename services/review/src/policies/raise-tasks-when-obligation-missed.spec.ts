import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask, type EscalatedTo, type Prompt } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { raiseTasksWhenObligationMissed } from './raise-tasks-when-obligation-missed.js';
import { EARLIER, NOW } from './testing/knowing.js';

const manager = { forRole: 'SM', organisationId: 'O', step: 'manager' } as const;
const teamManager = { forRole: 'TM', organisationId: 'O', step: 'manager' } as const;
const council = { forRole: 'AS', step: 'council' } as const;

it.each<[string, Pick<Prompt, 'forRole' | 'organisationId'>, readonly EscalatedTo[]]>([
  ['provider', { forRole: 'KW', organisationId: 'O' }, [manager, council]],
  ['cpa', { forRole: 'CC', organisationId: 'O' }, [teamManager]],
  ['localAuthority', { forRole: 'AS' }, []],
])(
  'C18: a missed obligation under a plan of kind %s is one task of %j, escalated to %j',
  async (planKind, office, escalatedTo) => {
    const missed = { obligationId: 'B', kind: 'formalReview', planId: 'PL', dueAt: EARLIER, detectedAt: NOW };
    await specifyPolicy(raiseTasksWhenObligationMissed)
      .hears(
        recorded<ScheduleEvent>({ type: 'ObligationMissed', payload: { ...missed, organisationId: 'O', planKind } }),
      )
      .sends(
        raiseTask(
          uuidV5('B', 'obligationMissed'),
          {
            kind: 'obligationMissed',
            ...office,
            subject: { kind: 'obligation', id: 'B' },
            since: EARLIER,
            dueAt: EARLIER,
            ref: { obligationId: 'B', planId: 'PL', obligationKind: 'formalReview' },
          },
          ...escalatedTo,
        ),
      );
  },
);
