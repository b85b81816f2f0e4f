import type { TaskState } from '../domain/task-state.js';
import { timesOf as timesFor } from './task-work.js';

describe('a task as work', () => {
  const task = { kind: 'synthetic', forRole: 'KW', ref: {}, status: 'open' } as const;
  const worker = { user: 'pseudonym', role: 'KW', organisationId: 'O' };
  const timesOf = (state: TaskState) => timesFor(state, worker);
  const dueAt = '2026-04-02T22:59:59.999Z';
  const since = '2026-03-02T09:00:00.000Z';

  it('of high priority becomes urgent when it is late, and no other does', () => {
    expect(timesOf({ ...task, dueAt, since, priority: 'high' })).toEqual({ dueAt, urgentAt: dueAt });
    expect(timesOf({ ...task, dueAt, since, priority: 'urgent' })).toEqual({ dueAt, urgentAt: dueAt });
    expect(timesOf({ ...task, dueAt, since, priority: 'normal' })).toEqual({ dueAt });
    expect(timesOf({ ...task, since, priority: 'urgent' })).toEqual({});
  });

  it('PLAT-13: by which something was passed on is urgent at once', () => {
    expect(timesOf({ ...task, kind: 'changeAcknowledgement', since, priority: 'high' })).toEqual({ urgentAt: since });
    expect(timesOf({ ...task, kind: 'seriousOverdue', since, dueAt, priority: 'urgent' })).toEqual({
      dueAt,
      urgentAt: since,
    });
  });

  it('PLAT-13: is urgent for those whom it is escalated to from then on, and for nobody else', () => {
    const later = '2026-04-03T09:00:00.000Z';
    const to = { forRole: 'SM', raisedFor: 'SM', organisationId: 'O', step: 'manager', since: later };
    const late: TaskState = { ...task, dueAt, since, priority: 'high', escalations: [to] };
    expect(timesFor(late, { ...worker, role: 'SM' })).toEqual({ dueAt, urgentAt: later });
    expect(timesFor(late, { ...worker, role: 'SM', organisationId: 'P' })).toEqual({ dueAt, urgentAt: dueAt });
    expect(timesOf(late)).toEqual({ dueAt, urgentAt: dueAt });
    const byName = { ...to, forUserId: 'u', user: 'pseudonym' };
    expect(timesOf({ ...late, escalations: [byName] })).toEqual({ dueAt, urgentAt: later });
  });
});
