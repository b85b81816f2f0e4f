import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { DisclosureEvent } from '../domain/disclosure/events.js';
import { disclosureList } from './disclosure-list.js';

const { personId, recordedAt } = specMeta;
const event = (one: DisclosureEvent, revision: number) =>
  recorded<DisclosureEvent>(one, { stream: 'disclosure-D', revision });
const opened = published('care-plan.care-plan-opened.v1', {
  ...{ planId: 'PL', planKind: 'cpa', organisationId: 'TRUST', jurisdiction: 'ENG', rulePacks: [] },
});
const made = event(
  {
    type: 'DisclosureMade',
    payload: {
      ...{ disclosureId: 'D', recipientId: 'R', role: 'DW', planId: 'PL', versionNo: 1, fields: ['plan'] },
      ...{ basis: 'personsPermission', evidence: 'a synthetic letter', caveatShown: true, preparedOn: recordedAt },
    },
  },
  1,
);
const superseded = event({ type: 'DisclosureSuperseded', payload: { supersededOn: recordedAt, versionNo: 2 } }, 2);

describe('the list of disclosures', () => {
  const list = (...events: readonly (typeof made)[]) =>
    specifyView(disclosureList)
      .given(...events)
      .entries(personId ?? '');

  it('CPA-56: stands with the recipient, with who holds the plan and with the person, by when it was prepared', () => {
    const [entry] = list(opened, made);
    expect(entry).toMatchObject({
      order: recordedAt,
      filters: { basis: 'personsPermission', planId: 'PL', superseded: 'false' },
    });
    expect(entry?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'user', id: 'R' },
        { of: 'organisation', id: 'TRUST' },
        { of: 'person', id: personId },
      ]),
    );
  });

  it('says that a later version has taken its place', () => {
    expect(list(opened, made, superseded)[0]?.filters).toMatchObject({ superseded: 'true' });
  });

  it('says in order and filters nothing that somebody wrote', () => {
    const [entry] = list(opened, made);
    expect(JSON.stringify([entry?.order, entry?.filters, entry?.scopes])).not.toContain('letter');
  });
});
