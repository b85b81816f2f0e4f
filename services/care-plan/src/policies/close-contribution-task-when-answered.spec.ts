import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { ContributionsEvent } from '../domain/contributions/events.js';
import { closeContributionTaskWhenAnswered } from './close-contribution-task-when-answered.js';
import { contributionTask } from './contribution-task.js';

const answered: ContributionsEvent = {
  type: 'ContributionAnswered',
  payload: { contributionId: 'C1', outcome: 'confirmed', by: 'K' },
};
const task = (id: string) => `task-${contributionTask(id)}`;
const hears = (states: Readonly<Record<string, unknown>>) =>
  specifyPolicy(closeContributionTaskWhenAnswered, { states }).hears(recorded(answered));

it('CITY-27: an answer closes the task of that suggestion, where it is open', async () => {
  const open = { [task('C1')]: { status: 'open' }, [task('C2')]: { status: 'open' } };
  await hears(open).sends(closeTask(contributionTask('C1'), 'answered'));
  await hears({ [task('C1')]: { status: 'closed' } }).sendsNothing();
});
