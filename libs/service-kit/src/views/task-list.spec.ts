import { member } from '@carethread/ledger';
import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { TaskEvent } from '../domain/tasks.js';
import { taskList } from './task-list.js';

const ID = '00000000-0000-4000-8000-0000000000aa';
const about = { stream: `task-${ID}` };
const SINCE = '2026-03-02T09:00:00.000Z';
const { personId } = specMeta;

const raised = (more: object = {}, meta: object = {}) =>
  recorded<TaskEvent>(
    {
      type: 'TaskRaised',
      payload: {
        kind: 'riskReview',
        titleCode: 'riskReview',
        forRole: 'KW',
        priority: 'urgent',
        since: SINCE,
        ref: {},
        ...more,
      },
    },
    { ...about, ...meta },
  );
const to = (office: object) =>
  recorded<TaskEvent>(
    { type: 'TaskReassigned', payload: { forRole: 'SM', because: 'serviceEnded', ...office } },
    { ...about, revision: 2 },
  );

/** Where the entry stands, and in which place. */
const placed = (...events: readonly ReturnType<typeof raised>[]): readonly unknown[] =>
  specifyView(taskList)
    .given(...events)
    .entries(ID)
    .map(({ scopes, order }) => [scopes, order]);

describe('the list of open tasks', () => {
  it('stands with whom it is for, their organisation, their team and the person', () => {
    const office = { forUserId: 'u1', user: 'pseudonym', organisationId: 'O', teamId: 'T' };
    expect(placed(raised(office))).toEqual([
      [
        [
          { of: 'tenant' },
          { of: 'person', id: personId },
          { of: 'organisation', id: 'O' },
          { of: 'team', id: 'T' },
          { of: 'pseudonym', id: 'pseudonym' },
        ],
        `1 ${SINCE}`,
      ],
    ]);
  });

  it('stands with the office where nobody is named', () => {
    expect(placed(raised({ forRole: 'AS' }))).toEqual([
      [
        [{ of: 'tenant' }, { of: 'person', id: personId }, { of: 'role', role: 'AS', organisationId: '' }],
        expect.any(String),
      ],
    ]);
  });

  it('stands once with everybody whom it is escalated to as well', () => {
    const escalated = recorded<TaskEvent>(
      { type: 'TaskEscalated', payload: { forRole: 'AS', step: 'council' } },
      { ...about, revision: 2 },
    );
    const [[scopes] = []] = placed(raised({ organisationId: 'O' }), escalated) as [unknown[]][];
    expect(scopes).toEqual([
      ...[{ of: 'tenant' }, { of: 'person', id: personId }, { of: 'organisation', id: 'O' }],
      { of: 'role', role: 'KW', organisationId: 'O' },
      { of: 'role', role: 'AS', organisationId: '' },
    ]);
  });

  it('what is due stands before what is not, by when', () => {
    const [due, undated] = [raised({ dueAt: '2026-03-09T00:00:00.000Z' }), raised()].map(
      (event) => specifyView(taskList).given(event).entries(ID)[0]?.order ?? '',
    );
    expect([undated, due].toSorted()).toEqual([due, undated]);
  });

  it('follows the office to whoever has it next, and goes when it is done', () => {
    const next = to({ organisationId: 'O' });
    expect(placed(raised({ forUserId: 'u1', user: 'pseudonym', organisationId: 'O' }), next)).toEqual([
      [
        [
          { of: 'tenant' },
          { of: 'person', id: personId },
          { of: 'organisation', id: 'O' },
          { of: 'role', role: 'SM', organisationId: 'O' },
        ],
        `1 ${SINCE}`,
      ],
    ]);
    const closed = recorded<TaskEvent>({ type: 'TaskClosed', payload: { by: 'u1', outcome: 'done' } }, about);
    expect(placed(raised(), closed)).toEqual([]);
  });

  it('keeps why it was given on, and whose it was where the person’s key seals that', () => {
    const moved = (meta: object) =>
      specifyView(taskList)
        .given(raised({ forUserId: 'auth0|u1', user: 'pseudonym' }, meta), {
          ...to({ organisationId: 'O' }),
          meta: { ...to({}).meta, ...meta },
        })
        .entries(ID)
        .map(({ body }) => member(member(body, 'state'), 'reassigned'));
    const reassigned = { because: 'serviceEnded', at: specMeta.recordedAt };
    expect(moved({})).toEqual([{ ...reassigned, fromUserId: 'auth0|u1' }]);
    expect(moved({ personId: null })).toEqual([reassigned]);
  });

  it('names a user only where the person’s key seals it', () => {
    const office = { forUserId: 'auth0|u1', user: 'pseudonym' };
    const body = JSON.stringify(
      specifyView(taskList)
        .given(raised(office, { personId: null }))
        .entries(ID),
    );
    expect(body).toContain('pseudonym');
    expect(body).not.toContain('auth0');
  });
});
