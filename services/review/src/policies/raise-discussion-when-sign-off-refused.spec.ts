import { uuidV5 } from '@carethread/ledger';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import { raiseDiscussionWhenSignOffRefused } from './raise-discussion-when-sign-off-refused.js';
import { knowing, MESSAGE, plan } from './testing/knowing.js';

const refused = (subject: string, subjectId: string) =>
  published('consent.sign-off-refused.v1', { signOffId: 'S', subject, subjectId, proposalNo: 2 });

it('C8: a proposal is talked over once until the next version, however often it is refused', async () => {
  await specifyPolicy(raiseDiscussionWhenSignOffRefused, knowing({ plans: { PL: { ...plan, versionNo: 3 } } }))
    .hears(refused('planVersion', 'PL'))
    .sends(
      raiseTask(uuidV5('discussRefusal', 'PL', 3), {
        kind: 'discussRefusal',
        ...{ forRole: 'KW', organisationId: 'O' },
        subject: { kind: 'plan', id: 'PL' },
        ref: { subjectId: 'PL' },
      }),
    );
});

it('C8: anything else that is refused is talked over each time', async () => {
  await specifyPolicy(raiseDiscussionWhenSignOffRefused, knowing())
    .hears(refused('restriction', 'R'))
    .sends(
      raiseTask(uuidV5('discussRefusal', MESSAGE), {
        kind: 'discussRefusal',
        forRole: 'KW',
        ref: { subjectId: 'R' },
      }),
    );
});
