import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import type { Obligation } from '../domain/case/state.js';
import { raiseTaskWhenCaseOwesSomething } from './raise-task-when-case-owes-something.js';
import { taskOf } from './tasks-of-case.js';
import { COORDINATOR, EARLIER, knowing, MANAGER, NOW, openCase } from './testing/knowing.js';

const owed = (kind: Obligation['kind'], status: Obligation['status'] = 'open'): Obligation => ({
  ...{ kind, trigger: EARLIER, dueAt: NOW, status },
});
const allocated = recorded<CpaCaseEvent>({
  type: 'CareCoordinatorAllocated',
  payload: { caseId: 'C', userId: 'CC1', from: EARLIER, interim: true },
});

it('CPA-44, CPA-62: what a case owes is a task: a permanent co-ordinator the manager’s, a level the co-ordinator’s', async () => {
  const obligations = [owed('interimCoordinator'), owed('regionLevelDecision')];
  await specifyPolicy(raiseTaskWhenCaseOwesSomething, knowing({ state: { ...openCase, obligations } }))
    .hears(allocated)
    .sends(
      ...obligations.map((one) =>
        raiseTask(taskOf('C', one), {
          kind: one.kind,
          ...(one.kind === 'interimCoordinator' ? MANAGER : COORDINATOR),
          subject: { kind: 'case', id: 'C' },
          since: EARLIER,
          dueAt: NOW,
          ref: { caseId: 'C' },
        }),
      ),
    );
});

it('CPA-44: what was met, missed or cancelled raises none', async () => {
  const obligations = (['met', 'missed', 'cancelled'] as const).map((status) => owed('interimCoordinator', status));
  await specifyPolicy(raiseTaskWhenCaseOwesSomething, knowing({ state: { ...openCase, obligations } }))
    .hears(allocated)
    .sendsNothing();
});
