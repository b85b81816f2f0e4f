import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { TaskEvent } from '@carethread/service-kit';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import { reviewTaskOf } from '../domain/break-glass/review-task.js';
import { breakGlassOpenings } from './break-glass-openings.js';

const { personId, recordedAt, actor } = specMeta;
const opened = (id: string, organisation = 'HOME') =>
  recorded<BreakGlassEvent>(
    { type: 'BreakGlassOpened', payload: { userId: 'K', reason: 'collapsed', until: '2026-03-02T10:00:00.000Z' } },
    { id, stream: 'breakGlass-B', actor: { ...actor, organisation } },
  );
const closed = (task: string) =>
  recorded<TaskEvent>({ type: 'TaskClosed', payload: { by: 'D', outcome: 'justified' } }, { stream: `task-${task}` });
const entries = (...events: readonly ReturnType<typeof opened>[]) =>
  specifyView(breakGlassOpenings)
    .given(...events)
    .entries(personId ?? '');

describe('accesses without the relationship', () => {
  it('R20: each waits for the data protection officer, and stands with the organisation whose staff opened it', () => {
    const [one] = entries(opened('first'));
    expect(one).toMatchObject({
      id: 'first',
      order: `${recordedAt} first`,
      filters: { reviewed: 'false' },
      body: { personId, userId: 'K', reason: 'collapsed', organisationId: 'HOME', taskId: reviewTaskOf('first') },
    });
    expect(one?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'tenant' },
        { of: 'person', id: personId },
        { of: 'organisation', id: 'HOME' },
        { of: 'role', role: 'DP', organisationId: '' },
      ]),
    );
  });

  it('R20: is reviewed once the task of that very access is closed', () => {
    const [first, second] = entries(opened('first'), opened('second'), closed(reviewTaskOf('first')), closed('other'));
    expect(first).toMatchObject({
      filters: { reviewed: 'true' },
      body: { reviewed: { at: recordedAt, outcome: 'justified' } },
    });
    expect(first?.scopes).not.toContainEqual({ of: 'role', role: 'DP', organisationId: '' });
    expect(second).toMatchObject({ filters: { reviewed: 'false' } });
  });
});
