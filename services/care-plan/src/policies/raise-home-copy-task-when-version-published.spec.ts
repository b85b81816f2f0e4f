import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { NO_COPIES } from '../domain/copies/state.js';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { raiseHomeCopyTaskWhenVersionPublished } from './raise-home-copy-task-when-version-published.js';

const raised = (ref: object) =>
  raiseTask(uuidV5(specMeta.id, 'replaceHomeCopy'), {
    kind: 'replaceHomeCopy',
    forRole: 'KW',
    organisationId: 'O',
    subject: { kind: 'plan', id: 'PL' },
    since: '2026-03-02T09:00:00.000Z',
    ref: { planId: 'PL', versionNo: 2, ...ref },
  });

describe('a new version of a provider’s plan', () => {
  it('ENG-137: has the keyworker replace the copy at home, whether or not one is on the register', async () => {
    const copy = { versionNo: 1, place: 'kitchen', locked: true, placedOn: '2026-03-01' };
    await specifyPolicy(raiseHomeCopyTaskWhenVersionPublished, {
      states: { 'copies-PL': { ...NO_COPIES, home: [copy] } },
    })
      .hears(recorded(versionPublished()))
      .sends(raised({ replacesVersionNo: 1 }));
    await specifyPolicy(raiseHomeCopyTaskWhenVersionPublished).hears(recorded(versionPublished())).sends(raised({}));
  });

  it('ENG-137: asks for nothing where it is the first, or the council’s', async () => {
    for (const event of [versionPublished({ versionNo: 1 }), versionPublished({ planKind: 'localAuthority' })])
      await specifyPolicy(raiseHomeCopyTaskWhenVersionPublished).hears(recorded(event)).sendsNothing();
  });
});
