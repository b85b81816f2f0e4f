import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import { tellDpoWhenBreakGlassOpened } from './tell-dpo-when-break-glass-opened.js';

const until = '2026-03-02T10:00:00.000Z';
const opened: BreakGlassEvent = { type: 'BreakGlassOpened', payload: { userId: 'K', reason: 'collapsed', until } };

it('break-glass access is a task for the data protection officer, and names who opened it', async () => {
  await specifyPolicy(tellDpoWhenBreakGlassOpened)
    .hears(recorded(opened))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'breakGlass'), {
        kind: 'breakGlass',
        forRole: 'DP',
        subject: { kind: 'staff', id: specMeta.actor.user },
        ref: { until },
      }),
    );
});
