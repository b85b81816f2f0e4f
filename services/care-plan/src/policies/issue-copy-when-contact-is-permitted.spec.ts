import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { copies } from '../domain/copies/decider.js';
import { NO_FACTS } from '../domain/facts.js';
import { day, started } from '../domain/plan/testing/life.js';
import { issueCopyWhenContactIsPermitted } from './issue-copy-when-contact-is-permitted.js';

const P = '00000000-0000-4000-8000-000000000004';
const sister = { name: 'Synthetic sister', kind: 'family', role: 'sister', byPerson: true, basis: 'personsWish' };
const contact = (scopes: readonly string[]) => ({ ...sister, contactId: 'F', scopes });
const facts = {
  [P]: { ...NO_FACTS, contacts: { F: { ...sister, scopes: ['copies'] }, G: { ...sister, scopes: ['copies'] } } },
};
const later = { recordedAt: day(2) };

describe('a contact who is permitted copies', () => {
  it('CPA-49: has the agreed version at once, and nobody else has another for it', async () => {
    const states = { 'carePlan-PL': started().state };
    for (const type of ['consent.contact-named.v1', 'consent.involvement-changed.v1'] as const)
      await specifyPolicy(issueCopyWhenContactIsPermitted, { states, facts })
        .hears(published(type, contact(['copies']), later))
        .sends(
          send(copies, 'PL', {
            type: 'IssueCopies',
            versionNo: 1,
            issueNo: 1,
            recipients: [
              {
                kind: 'family',
                id: 'F',
                name: 'Synthetic sister',
                role: 'family',
                format: 'standard',
                permitted: true,
                basis: 'personsPermission',
              },
            ],
          }),
        );
  });

  it('CPA-49: has none without that permission, of a closed plan, or before there is a version', async () => {
    const states = { 'carePlan-PL': started().state };
    await specifyPolicy(issueCopyWhenContactIsPermitted, { states, facts })
      .hears(published('consent.contact-named.v1', contact(['readPlan']), later))
      .sendsNothing();
    const closed = { 'carePlan-PL': { ...started().state, state: 'closed' } };
    await specifyPolicy(issueCopyWhenContactIsPermitted, { states: closed, facts })
      .hears(published('consent.contact-named.v1', contact(['copies']), later))
      .sendsNothing();
    const unpublished = { 'carePlan-PL': { ...started().state, versions: [] } };
    await specifyPolicy(issueCopyWhenContactIsPermitted, { states: unpublished, facts })
      .hears(published('consent.contact-named.v1', contact(['copies']), later))
      .sendsNothing();
  });
});
