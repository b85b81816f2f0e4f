import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { closeRefusedPublicationWhenVersionPublished } from './close-refused-publication-when-version-published.js';

const refused = (proposalNo: number, more: object = {}) => ({
  kind: 'publicationRefused',
  forRole: 'KW',
  status: 'open',
  ref: { planId: 'PL', proposalNo },
  ...more,
});

it('R4: a version that is published closes the refusals of its proposal and of those before', async () => {
  const states = {
    'task-before': refused(1),
    'task-this': refused(2),
    'task-later': refused(3),
    'task-closed': refused(2, { status: 'closed' }),
    'task-another-plan': refused(2, { ref: { planId: 'another', proposalNo: 2 } }),
    'task-of-another-kind': refused(2, { kind: 'replacePlan' }),
  };
  await specifyPolicy(closeRefusedPublicationWhenVersionPublished, { states })
    .hears(recorded(versionPublished({ proposalNo: 2 })))
    .sends(closeTask('before', 'published'), closeTask('this', 'published'));
  await specifyPolicy(closeRefusedPublicationWhenVersionPublished, { states })
    .hears(recorded(versionPublished(), { personId: null }))
    .sendsNothing();
});
