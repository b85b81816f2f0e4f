import { closeTask, type TaskState } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { closeRefusedPublicationWhenVersionPublished } from './close-refused-publication-when-version-published.js';

const refused = (proposalNo: number, more: Partial<Pick<TaskState, 'kind' | 'status' | 'ref'>> = {}) => ({
  kind: 'publicationRefused',
  ref: { planId: 'PL', proposalNo },
  ...more,
});

it('R4: a version that is published closes the refusals of its proposal and of those before', async () => {
  const tasks = {
    before: refused(1),
    this: refused(2),
    later: refused(3),
    closed: refused(2, { status: 'closed' }),
    'another-plan': refused(2, { ref: { planId: 'another', proposalNo: 2 } }),
    'of-another-kind': refused(2, { kind: 'replacePlan' }),
  };
  await specifyPolicy(closeRefusedPublicationWhenVersionPublished, withOpenTasks(tasks))
    .hears(recorded(versionPublished({ proposalNo: 2 })))
    .sends(closeTask('before', 'published'), closeTask('this', 'published'));
  await specifyPolicy(closeRefusedPublicationWhenVersionPublished, withOpenTasks(tasks))
    .hears(recorded(versionPublished(), { personId: null }))
    .sendsNothing();
});
