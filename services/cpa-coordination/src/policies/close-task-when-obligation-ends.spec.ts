import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import type { Obligation } from '../domain/case/state.js';
import { closeTaskWhenObligationEnds } from './close-task-when-obligation-ends.js';
import { taskOf } from './tasks-of-case.js';
import { EARLIER, knowing, NOW, openCase } from './testing/knowing.js';

const one = (status: Obligation['status'], trigger: string): Obligation => ({
  ...{ kind: 'interimCoordinator', trigger, dueAt: NOW, status },
});
const closed = recorded<CpaCaseEvent>({ type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'well' } });

it('CPA-44: the task of each obligation that was met or cancelled closes, with what became of it', async () => {
  const obligations = [one('metLate', EARLIER), one('cancelled', NOW), one('open', '2026-03-01T00:00:00.000Z')];
  await specifyPolicy(closeTaskWhenObligationEnds, knowing({ state: { ...openCase, obligations } }))
    .hears(closed)
    .sends(...obligations.slice(0, 2).map((ended) => closeTask(taskOf('C', ended), ended.status)));
});

it('CPA-44: one that was missed and is still owed keeps its task', async () => {
  const obligations = [one('missed', EARLIER)];
  await specifyPolicy(closeTaskWhenObligationEnds, knowing({ state: { ...openCase, obligations } }))
    .hears(closed)
    .sendsNothing();
});

it('C18: what was missed when its own task was closed already has no task either once it ends', async () => {
  const obligations = [one('metLate', EARLIER)];
  const missed = { kind: 'obligationMissed', since: NOW, ref: { caseId: 'C', obligationKind: 'interimCoordinator' } };
  const tasks = {
    late: missed,
    ofAnotherTime: { ...missed, since: EARLIER },
    another: { ...missed, ref: { caseId: 'C', obligationKind: 'regionLevelDecision' } },
  };
  await specifyPolicy(closeTaskWhenObligationEnds, knowing({ state: { ...openCase, obligations }, tasks }))
    .hears(closed)
    .sends(...obligations.map((ended) => closeTask(taskOf('C', ended), ended.status)), closeTask('late', 'ended'));
});
