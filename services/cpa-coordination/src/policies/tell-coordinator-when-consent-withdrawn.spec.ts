import { uuidV5 } from '@carethread/ledger';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import { tellCoordinatorWhenConsentWithdrawn } from './tell-coordinator-when-consent-withdrawn.js';
import { COORDINATOR, EARLIER, knowing, MESSAGE, openCase } from './testing/knowing.js';

const withdrawn = published('consent.care-consent-withdrawn.v1', {
  ...{ planId: 'PL', withdrawnAt: EARLIER, scope: 'whole', mode: 'verbal' },
});

it('C9: consent that is withdrawn is a task for the co-ordinator of the person’s open case', async () => {
  await specifyPolicy(tellCoordinatorWhenConsentWithdrawn, knowing())
    .hears(withdrawn)
    .sends(
      raiseTask(uuidV5(MESSAGE, 'C'), {
        kind: 'consentWithdrawn',
        ...COORDINATOR,
        subject: { kind: 'plan', id: 'PL' },
        since: EARLIER,
        ref: { caseId: 'C', planId: 'PL' },
      }),
    );
});

it('C9: of a closed case, nobody has it', async () => {
  await specifyPolicy(tellCoordinatorWhenConsentWithdrawn, knowing({ state: { ...openCase, state: 'closed' } }))
    .hears(withdrawn)
    .sendsNothing();
});
