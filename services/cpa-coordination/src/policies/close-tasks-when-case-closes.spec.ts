import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { closeTasksWhenCaseCloses } from './close-tasks-when-case-closes.js';
import { knowing } from './testing/knowing.js';

it('every open task about a case closes with it, and no other of the person', async () => {
  const tasks = {
    A: { kind: 'contactLapsed', ref: { caseId: 'C' } },
    B: { kind: 'contactLapsed', ref: { caseId: 'another' } },
    D: { kind: 'contactLapsed', ref: { caseId: 'C' }, status: 'closed' as const },
  };
  await specifyPolicy(closeTasksWhenCaseCloses, knowing({ tasks }))
    .hears(recorded<CpaCaseEvent>({ type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'well' } }))
    .sends(closeTask('A', 'caseClosed'));
});
