import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { a1, started, type Life } from '../domain/plan/testing/life.js';
import { versionProposed, versionPublished } from '../domain/plan/testing/sample-events.js';
import { waiting } from '../domain/plan/outstanding.js';
import { raiseTaskWhenChangeWaits } from './raise-task-when-change-waits.js';

/** A change for day 20 waits, since another version is published for a day before it. */
const put = (): Life =>
  started()
    .on(1)
    .amends(a1({ when: 'daily 10:00' }), 20)
    .on(2)
    .amends({ whatMatters: 'my cat' }, 10);
const taskOf = ({ state }: Life): string => {
  const [one] = waiting(state);
  if (one === undefined) throw new Error('nothing waits');
  return uuidV5(one.id, `changeWaiting.${one.times}`);
};
const hearing = (life: Life, states: object = {}) =>
  specifyPolicy(raiseTaskWhenChangeWaits, { states: { 'carePlan-PL': life.state, ...states } });

describe('a change that was agreed for a later day', () => {
  it('R10: is a task for who leads the plan while another version comes first', async () => {
    const life = put();
    await hearing(life)
      .hears(recorded(versionPublished(), { stream: 'carePlan-PL' }))
      .sends(
        raiseTask(taskOf(life), {
          kind: 'changeWaiting',
          forRole: 'AS',
          subject: { kind: 'plan', id: 'PL' },
          ref: { planId: 'PL', items: 'a1', effectiveFrom: '2026-01-25' },
        }),
      );
  });

  it('R10: is none once it is proposed', async () => {
    const life = put();
    const taskId = taskOf(life);
    const open = { [`task-${taskId}`]: { kind: 'changeWaiting', forRole: 'AS', status: 'open', ref: {} } };
    await hearing(life.on(10).postponed(), open)
      .hears(recorded(versionProposed(), { stream: 'carePlan-PL' }))
      .sends(closeTask(taskId, 'waitsNoLonger'));
    await hearing(life)
      .hears(recorded(versionProposed(), { stream: 'carePlan-PL' }))
      .sendsNothing();
  });
});
