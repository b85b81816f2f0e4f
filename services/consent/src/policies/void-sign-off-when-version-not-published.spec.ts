import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { knowing, requested } from './testing/knowing.js';
import { voidSignOffWhenVersionNotPublished } from './void-sign-off-when-version-not-published.js';

const policy = specifyPolicy(
  voidSignOffWhenVersionNotPublished,
  knowing({
    now: { state: 'completed', requested: requested({ proposalNo: 2 }) },
    before: { state: 'completed', requested: requested({ proposalNo: 1 }) },
    again: { requested: requested({ proposalNo: 2 }) },
    restoration: { state: 'completed', requested: requested({ subject: 'restoration', proposalNo: 2 }) },
  }),
);
const refused = (code: string) => published('care-plan.publication-refused.v1', { planId: 'PL', proposalNo: 2, code });

describe('a version that everybody signed and that was not published', () => {
  it.each(['STALE_VERSION', 'EFFECTIVE_BEFORE_CONSENT', 'CONSENT_REQUIRED'])(
    'R7: has its sign-off void where it never can be: %s',
    async (code) => {
      await policy
        .hears(refused(code))
        .sends(send(signOff, 'now', { type: 'VoidCompletedSignOff', reason: 'notPublished' }));
    },
  );

  it('R4: keeps its signatures where what is missing may still come', async () => {
    await policy.hears(refused('ACCESS_NOTICE_REQUIRED')).sendsNothing();
  });
});
