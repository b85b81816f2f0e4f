import { send } from '@carethread/runtime';
import { specifyPolicy } from '@carethread/runtime/testing';
import { disclosure } from '../domain/disclosure/decider.js';
import { supersedeDisclosuresWhenVersionPublished } from './supersede-disclosures-when-version-published.js';
import { NOW } from './testing/knowing.js';
import { versionPublished } from './testing/version-published.js';

it('CPA-58: every disclosed copy shows that a newer version exists', async () => {
  const superseded = { type: 'SupersedeDisclosure', planId: 'PL', versionNo: 3, effectiveFrom: NOW } as const;
  await specifyPolicy(supersedeDisclosuresWhenVersionPublished, { states: { 'disclosure-D': {}, 'disclosure-E': {} } })
    .hears(versionPublished({}))
    .sends(...['D', 'E'].map((id) => send(disclosure, id, superseded)));
  await specifyPolicy(supersedeDisclosuresWhenVersionPublished).hears(versionPublished({})).sendsNothing();
});
