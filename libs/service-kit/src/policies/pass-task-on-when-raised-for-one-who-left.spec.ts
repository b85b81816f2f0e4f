import { NO_RELATIONS, type Relations } from '@carethread/access';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { TaskState } from '../domain/task-state.js';
import { reassignTask, type TaskEvent } from '../domain/tasks.js';
import { passTaskOnWhenRaisedForOneWhoLeft } from './pass-task-on-when-raised-for-one-who-left.js';

const office = { forRole: 'KW', forUserId: 'K1', user: 'pseudonym-K1', organisationId: 'O', teamId: 'E' };
const open: TaskState = { kind: 'replaceHomeCopy', ...office, ref: {}, status: 'open', raisedFor: 'KW' };
const raised = recorded<TaskEvent>(
  { type: 'TaskRaised', payload: { kind: 'replaceHomeCopy', ...office, ref: {} } },
  { stream: 'task-T' },
);
const whoLeft = (state: TaskState, left: readonly string[], relations: Relations = NO_RELATIONS) =>
  specifyPolicy(passTaskOnWhenRaisedForOneWhoLeft, { states: { 'task-T': state }, left, relations });
const team = { organisationId: 'O', keyworkerId: 'K2', members: ['K2'], open: true };
const manager = { forRole: 'SM', organisationId: 'O', teamId: 'E' };

describe('a task that comes to somebody who has left', () => {
  it('CPA-45: is their manager’s at once, and says why', async () => {
    await whoLeft(open, ['pseudonym-K1'])
      .hears(raised)
      .sends(reassignTask('T', manager, 'staffLeft'));
  });

  it('CPA-45: is the successor’s where there is one in that team', async () => {
    const { user: _, ...successor } = { ...office, forUserId: 'K2' };
    const of = (episodeId: string): Relations => ({ ...NO_RELATIONS, teams: { [episodeId]: team } });
    await whoLeft(open, ['pseudonym-K1'], of('E'))
      .hears(raised)
      .sends(reassignTask('T', successor, 'staffLeft'));
    await whoLeft(open, ['pseudonym-K1'], of('F'))
      .hears(raised)
      .sends(reassignTask('T', manager, 'staffLeft'));
  });

  it('stays with whoever is there, with nobody by name, and where it has gone to since', async () => {
    await whoLeft(open, []).hears(raised).sendsNothing();
    await whoLeft({ ...open, user: 'pseudonym-K3' }, ['pseudonym-K1'])
      .hears(raised)
      .sendsNothing();
    await whoLeft({ ...open, status: 'closed' }, ['pseudonym-K1'])
      .hears(raised)
      .sendsNothing();
    const nobodys = recorded<TaskEvent>(
      { type: 'TaskRaised', payload: { kind: 'replaceHomeCopy', forRole: 'KW', ref: {} } },
      { stream: 'task-T' },
    );
    await whoLeft({ kind: 'replaceHomeCopy', forRole: 'KW', ref: {}, status: 'open' }, ['pseudonym-K1'])
      .hears(nobodys)
      .sendsNothing();
  });

  it('is passed on by itself where it is given on to them or escalated to them', async () => {
    const escalation = { ...office, forRole: 'CC', raisedFor: 'CC', step: 'coordinator', since: '' };
    const state: TaskState = { ...open, forUserId: 'K3', user: 'pseudonym-K3', escalations: [escalation] };
    const { raisedFor: _, since: __, ...to } = escalation;
    await whoLeft(state, ['pseudonym-K1'])
      .hears(recorded<TaskEvent>({ type: 'TaskEscalated', payload: to }, { stream: 'task-T' }))
      .sends(reassignTask('T', { ...manager, forRole: 'TM' }, 'staffLeft', 'coordinator'));
    await whoLeft(open, ['pseudonym-K1'])
      .hears(
        recorded<TaskEvent>(
          { type: 'TaskReassigned', payload: { ...office, because: 'careTeamAssigned' } },
          { stream: 'task-T' },
        ),
      )
      .sends(reassignTask('T', manager, 'staffLeft'));
  });
});
