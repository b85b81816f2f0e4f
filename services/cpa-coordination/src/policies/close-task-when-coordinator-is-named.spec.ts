import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { closeTaskWhenCoordinatorIsNamed } from './close-task-when-coordinator-is-named.js';
import { knowing, NOW } from './testing/knowing.js';

const named = recorded<CpaCaseEvent>({
  type: 'CareCoordinatorReallocated',
  payload: { caseId: 'C', fromUserId: 'CC1', toUserId: 'CC2', user: 'pseudonym-2', at: NOW, interim: false },
});
const required = { kind: 'coordinatorRequired', ref: { caseId: 'C' } };

it('CPA-44: the task to name a co-ordinator who can act closes once one is named', async () => {
  const others = { B: { ...required, ref: { caseId: 'another' } }, D: { ...required, kind: 'interimCoordinator' } };
  await specifyPolicy(closeTaskWhenCoordinatorIsNamed, knowing({ tasks: { A: required, ...others } }))
    .hears(named)
    .sends(closeTask('A', 'reallocated'));
});

it('CPA-44: it stays open where the account of the one who is named has ended', async () => {
  const states = { 'coordinator-pseudonym-2': { deactivatedAt: NOW } };
  await specifyPolicy(closeTaskWhenCoordinatorIsNamed, knowing({ tasks: { A: required }, states }))
    .hears(named)
    .sendsNothing();
});
