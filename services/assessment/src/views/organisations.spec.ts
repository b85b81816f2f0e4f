import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { OrganisationEvent } from '../domain/organisation/events.js';
import { organisations } from './organisations.js';

const called = (name: string): OrganisationEvent['payload'] => ({
  organisationId: 'O',
  kind: 'provider',
  name,
  jurisdiction: 'ENG',
  councilOperated: false,
  services: [],
});
const set = (name: string, recordedAt: string) =>
  recorded<OrganisationEvent>(
    { type: 'OrganisationSet', payload: called(name) },
    { stream: 'organisation-S', personId: null, recordedAt },
  );
const first = set('Synthetic provider', '2026-03-02T09:00:00.000Z');
const later = set('Synthetic care', '2026-03-09T09:00:00.000Z');

describe('the organisations of a tenant', () => {
  it('are as they were set last, in the order in which they were set first', () => {
    specifyView(organisations)
      .given(first, later)
      .shows('S', {
        tenantId: specMeta.tenantId,
        since: first.meta.recordedAt,
        organisation: called('Synthetic care'),
      });
  });

  it('PLAT-10: are found by tenant, kind and time alone', () => {
    const { tenantId } = specMeta;
    const known = { tenantId, since: first.meta.recordedAt, organisation: called('Synthetic provider') };
    expect(organisations.index(known)).toEqual({ tenantId, kind: 'provider', since: first.meta.recordedAt });
  });
});
