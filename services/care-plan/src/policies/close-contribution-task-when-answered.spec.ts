import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { ContributionsEvent } from '../domain/contributions/events.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { closeContributionTaskWhenAnswered } from './close-contribution-task-when-answered.js';
import { contributionTask } from './contribution-task.js';

const answered: ContributionsEvent = {
  type: 'ContributionAnswered',
  payload: { contributionId: 'C1', outcome: 'confirmed', by: 'K' },
};
const closed: PlanEvent = {
  type: 'CarePlanClosed',
  payload: { planId: 'PL', organisationId: 'O', reason: 'serviceEnded', closedAt: '2026-03-02T09:00:00.000Z' },
};
const task = (id: string) => `task-${contributionTask(id)}`;
const hears = (states: Readonly<Record<string, unknown>>, event: ContributionsEvent | PlanEvent) =>
  specifyPolicy(closeContributionTaskWhenAnswered, { states }).hears(recorded(event));

it('CITY-27: an answer closes the task of that suggestion, where it is open', async () => {
  const open = { [task('C1')]: { status: 'open' }, [task('C2')]: { status: 'open' } };
  await hears(open, answered).sends(closeTask(contributionTask('C1'), 'answered'));
  await hears({ [task('C1')]: { status: 'closed' } }, answered).sendsNothing();
});

it('CITY-27: with the plan all that still wait are closed', async () => {
  const all = [{ contributionId: 'C1' }, { contributionId: 'C2' }];
  const states = {
    'contributions-PL': { all },
    [task('C1')]: { status: 'closed' },
    [task('C2')]: { status: 'open' },
  };
  await hears(states, closed).sends(closeTask(contributionTask('C2'), 'planClosed'));
});
