import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { tellCoordinatorAndTeamWhenObligationMissed } from './tell-coordinator-and-team-when-obligation-missed.js';
import { COORDINATOR, EARLIER, knowing, MANAGER, MESSAGE, NOW } from './testing/knowing.js';

it('C18: what a case has missed is a task for its co-ordinator and for the manager of its team', async () => {
  await specifyPolicy(tellCoordinatorAndTeamWhenObligationMissed, knowing())
    .hears(
      recorded<CpaCaseEvent>({
        type: 'CpaObligationMissed',
        payload: { caseId: 'C', kind: 'interimCoordinator', dueAt: EARLIER, detectedAt: NOW },
      }),
    )
    .sends(
      ...[COORDINATOR, MANAGER].map((office) =>
        raiseTask(uuidV5(MESSAGE, office.forRole), {
          kind: 'obligationMissed',
          ...office,
          subject: { kind: 'case', id: 'C' },
          since: EARLIER,
          ref: { caseId: 'C', obligationKind: 'interimCoordinator' },
        }),
      ),
    );
});
