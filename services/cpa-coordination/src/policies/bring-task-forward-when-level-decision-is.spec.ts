import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { changeTaskDue } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import type { Obligation } from '../domain/case/state.js';
import { bringTaskForwardWhenLevelDecisionIs } from './bring-task-forward-when-level-decision-is.js';
import { taskOf } from './tasks-of-case.js';
import { EARLIER, knowing, NOW, openCase } from './testing/knowing.js';

const due: Obligation = { kind: 'regionLevelDecision', trigger: EARLIER, dueAt: NOW, status: 'open' };
const broughtForward = recorded<CpaCaseEvent>({
  type: 'LevelDecisionBroughtForward',
  payload: { caseId: 'C', reviewId: 'R', dueAt: NOW },
});

it('the task of a decision that was brought forward is due when the decision is', async () => {
  const other: Obligation = { ...due, kind: 'interimCoordinator' };
  await specifyPolicy(
    bringTaskForwardWhenLevelDecisionIs,
    knowing({ state: { ...openCase, obligations: [due, other] } }),
  )
    .hears(broughtForward)
    .sends(changeTaskDue(taskOf('C', due), NOW));
});

it('one that has been made since moves nothing', async () => {
  const obligations: readonly Obligation[] = [{ ...due, status: 'met' }];
  await specifyPolicy(bringTaskForwardWhenLevelDecisionIs, knowing({ state: { ...openCase, obligations } }))
    .hears(broughtForward)
    .sendsNothing();
});
