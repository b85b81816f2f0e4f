import type { TaskState } from '@carethread/service-kit';
import { obligationWork } from './obligation-work.js';

const dueAt = '2026-04-02T22:59:59.999Z';
const worker = { user: 'pseudonym', role: 'KW', organisationId: 'O' };

it('what is owed is work by when it is due, unless a review holds it', () => {
  expect(obligationWork.times({ status: 'missed', dueAt }, worker)).toEqual({ dueAt });
  expect(obligationWork.times({ status: 'open', dueAt }, worker)).toEqual({ dueAt });
  expect(obligationWork.times({ status: 'heldAwaitingClosure', dueAt }, worker)).toBeUndefined();
});

it('what was missed counts once: as a task for those whose task it is, and as owed for everybody else', () => {
  const manager = { forRole: 'SM', raisedFor: 'SM', organisationId: 'O', step: 'manager', since: dueAt };
  const task: TaskState = {
    ...{ kind: 'obligationMissed', forRole: 'KW', forUserId: 'u', user: 'pseudonym', organisationId: 'O' },
    ...{ ref: {}, status: 'open', escalations: [manager] },
  };
  const missed = { status: 'missed', dueAt, tasks: { T: task } };
  const counted = (user: string, role: string): unknown => obligationWork.times(missed, { ...worker, user, role });
  expect(counted('pseudonym', 'KW')).toBeUndefined();
  expect(counted('another', 'SM')).toBeUndefined();
  expect(counted('another', 'KW')).toEqual({ dueAt });
  expect(counted('another', 'CS')).toEqual({ dueAt });
});
