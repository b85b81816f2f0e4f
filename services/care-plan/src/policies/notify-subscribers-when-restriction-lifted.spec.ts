import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { specMeta } from '@carethread/event-sourcing/testing';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { subscription } from '../domain/subscription/decider.js';
import { NO_SUBSCRIPTION } from '../domain/subscription/state.js';
import { notifySubscribersWhenRestrictionLifted } from './notify-subscribers-when-restriction-lifted.js';

const at = (day: number): string => `2026-03-0${day}T09:00:00.000Z`;
const notice = (noticeNo: number, versionNo: number, day: number, planId = 'PL') => ({
  noticeNo,
  planId,
  versionNo,
  changeKind: 'published',
  causeId: `cause ${noticeNo}`,
  notifiedAt: at(day),
});
const of = (providerId: string, ...notices: readonly object[]) => ({
  ...NO_SUBSCRIPTION,
  state: 'active',
  providerId,
  notices,
});

describe('a restriction of processing that is lifted', () => {
  it('D20: is told to those from whom a notice was withheld, once for each plan, with the last version', async () => {
    await specifyPolicy(notifySubscribersWhenRestrictionLifted, {
      states: {
        'carePlan-PL': { ...NO_PLAN, state: 'active', opened: opened.payload },
        'subscription-S1': of('P1', notice(1, 1, 1), notice(2, 2, 3), notice(3, 3, 4)),
        'subscription-S2': of('P2', notice(1, 1, 1)),
      },
    })
      .hears(
        published('consent.processing-restriction-lifted.v1', { requestId: 'R', restrictedAt: at(2), liftedAt: at(5) }),
      )
      .sends(
        send(
          subscription,
          'S1',
          {
            type: 'NotifyChange',
            planId: 'PL',
            versionNo: 3,
            changeKind: 'restrictionLifted',
            causeId: uuidV5(specMeta.id, 'PL'),
            heldBy: 'O',
          },
          { organisationId: 'P1', name: 'PL' },
        ),
      );
  });
});
