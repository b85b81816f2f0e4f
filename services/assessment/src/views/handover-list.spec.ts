import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { HandoverEvent } from '../domain/handover/events.js';
import { handoverList } from './handover-list.js';

const { personId, recordedAt, actor } = specMeta;
const about = { stream: 'handover-H', actor: { ...actor, role: 'AS', organisation: 'COUNCIL' } };
const handover = { handoverId: 'H', providerId: 'HOME', serviceId: 'S', emergency: true };

const issued = recorded<HandoverEvent>({ type: 'HandoverIssued', payload: handover }, about);
const offered = published('assessment.handover-issued.v1', handover);
const answer = { ...handover, keyworkerId: 'K', plannedStart: '2026-03-16', acceptedBy: 'M' };
const accepted = recorded<HandoverEvent>({ type: 'HandoverAccepted', payload: answer }, { ...about, revision: 2 });
const taken = published('assessment.handover-accepted.v1', answer);
const list = (...events: readonly (typeof issued)[]) =>
  specifyView(handoverList)
    .given(...events)
    .entries(personId ?? '');

describe('the list of referrals', () => {
  it('CITY-02: a referral stands with the council, who issued it, and the provider whose managers are to answer it', () => {
    const [entry] = list(issued, offered);
    expect(entry).toMatchObject({
      order: recordedAt,
      filters: { state: 'issued', emergency: 'true', providerId: 'HOME' },
    });
    expect(entry?.scopes).toEqual(
      expect.arrayContaining([
        { of: 'tenant' },
        { of: 'pseudonym', id: actor.user },
        { of: 'person', id: personId },
        { of: 'organisation', id: 'COUNCIL' },
        { of: 'organisation', id: 'HOME' },
        { of: 'service', id: 'S' },
        { of: 'role', role: 'SM', organisationId: 'HOME' },
        { of: 'role', role: 'RM', organisationId: 'HOME' },
      ]),
    );
  });

  it('CITY-05: once it is answered it waits for nobody, and stands with the keyworker whom it names', () => {
    const [entry, ...others] = list(issued, offered, accepted, taken);
    expect(others).toEqual([]);
    expect(entry?.filters).toMatchObject({ state: 'accepted' });
    expect(entry?.scopes).toContainEqual({ of: 'user', id: 'K' });
    expect(entry?.scopes).not.toContainEqual({ of: 'role', role: 'SM', organisationId: 'HOME' });
    expect(entry?.body).toMatchObject({ id: 'H', revision: 2, state: { state: 'accepted', keyworkerId: 'K' } });
  });

  it('says in order and filters nothing that somebody wrote', () => {
    const reason = 'found on the floor';
    const told = recorded<HandoverEvent>({ type: 'HandoverIssued', payload: { ...handover, reason } }, about);
    const [entry] = list(told);
    expect(JSON.stringify([entry?.order, entry?.filters, entry?.scopes])).not.toContain(reason);
    expect(JSON.stringify(entry?.body)).toContain(reason);
  });
});
