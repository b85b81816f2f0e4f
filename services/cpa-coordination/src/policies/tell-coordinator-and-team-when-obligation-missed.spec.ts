import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { escalateTask, raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import type { Obligation } from '../domain/case/state.js';
import { taskOf } from './tasks-of-case.js';
import { tellCoordinatorAndTeamWhenObligationMissed } from './tell-coordinator-and-team-when-obligation-missed.js';
import { COORDINATOR, EARLIER, knowing, MANAGER, MESSAGE, NOW, openCase } from './testing/knowing.js';

const missed = (kind: Obligation['kind'] | 'contactWithPerson') =>
  recorded<CpaCaseEvent>({
    type: 'CpaObligationMissed',
    payload: { caseId: 'C', kind, dueAt: EARLIER, detectedAt: NOW },
  });
const anew = (obligationKind: string) =>
  raiseTask(
    uuidV5(MESSAGE, 'obligationMissed'),
    {
      kind: 'obligationMissed',
      ...COORDINATOR,
      subject: { kind: 'case', id: 'C' },
      since: EARLIER,
      dueAt: EARLIER,
      ref: { caseId: 'C', obligationKind },
    },
    { ...MANAGER, step: 'manager' },
  );

it('C18: what a case has missed is one task of its co-ordinator, escalated to the manager of its team', async () => {
  await specifyPolicy(tellCoordinatorAndTeamWhenObligationMissed, knowing())
    .hears(missed('contactWithPerson'))
    .sends(anew('contactWithPerson'));
});

it.each([
  ['interimCoordinator', { ...COORDINATOR, step: 'coordinator' }],
  ['regionLevelDecision', { ...MANAGER, step: 'manager' }],
] as const)(
  'C18: where the task of what was owed is open, %s is escalated there, and is no other task',
  async (kind, to) => {
    const owed: Obligation = { kind, trigger: '2026-01-05T09:00:00.000Z', dueAt: EARLIER, status: 'missed' };
    const state = { ...openCase, obligations: [owed] };
    const id = taskOf('C', owed);
    const open = { [id]: { kind, ref: { caseId: 'C' } } };
    await specifyPolicy(tellCoordinatorAndTeamWhenObligationMissed, knowing({ state, tasks: open }))
      .hears(missed(kind))
      .sends(escalateTask(id, to));
    await specifyPolicy(
      tellCoordinatorAndTeamWhenObligationMissed,
      knowing({ state, tasks: { [id]: { ...open[id], status: 'closed' } } }),
    )
      .hears(missed(kind))
      .sends(anew(kind));
  },
);
