import { specContext, specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { handover } from './decider.js';
import type { HandoverEvent } from './events.js';

const spec = specify(handover);
const planRef = { id: 'PL', version: 1 };
const plan = { planKind: 'localAuthority', versionNo: 1, needs: 3, provision: 1 };
const { tenantId } = specContext();
const provider = {
  ...NO_FACTS,
  organisations: { [tenantId]: { kind: 'provider', services: [{ serviceId: 'V', setting: 'careAtHome' }] } },
};
const knowing = (known: Partial<typeof plan> = {}) => ({
  facts: { ...NO_FACTS, plans: { PL: { ...plan, ...known } } },
  subjects: { O: provider, X: NO_FACTS },
});
const as = (organisationId: string) => ({
  ...knowing(),
  actor: { userId: 'M', user: 'u', role: 'SM', roles: ['SM'], serviceIds: [], qualifications: [], organisationId },
});
const issue = { type: 'IssueHandover', providerId: 'O', serviceId: 'V', planRef } as const;
const issued: HandoverEvent = {
  type: 'HandoverIssued',
  payload: { handoverId: 'H', providerId: 'O', emergency: false, planRef },
};
const accept = { type: 'AcceptHandover', keyworkerId: 'K', plannedStart: '2026-03-16' } as const;
const accepted: HandoverEvent = {
  type: 'HandoverAccepted',
  payload: {
    handoverId: 'H',
    providerId: 'O',
    emergency: false,
    planRef,
    keyworkerId: 'K',
    plannedStart: '2026-03-16',
    acceptedBy: 'M',
  },
};

describe('handing a person’s plan to a provider', () => {
  it('CITY-02: carries a published plan of the council', () => {
    spec
      .given()
      .when(issue, knowing())
      .then({ type: 'HandoverIssued', payload: { providerId: 'O', serviceId: 'V', planRef, emergency: false } });
    const { planRef: _, ...bare } = issue;
    spec.given().when(bare, knowing()).refused('HANDOVER_PLAN_REQUIRED', ['planRef']);
    spec.given().when(issue, { facts: NO_FACTS }).refused('HANDOVER_PLAN_REQUIRED', ['planRef']);
    spec
      .given()
      .when({ ...issue, planRef: { id: 'PL', version: 2 } }, knowing())
      .refused('HANDOVER_PLAN_REQUIRED', ['planRef']);
  });

  it('CITY-02: in an emergency the plan may follow, and the reason does not', () => {
    const bare = { type: 'IssueHandover', providerId: 'O', emergency: true } as const;
    spec.given().when(bare, knowing()).refused('REASON_REQUIRED', ['reason']);
    spec
      .given()
      .when({ ...bare, reason: 'found on the floor' }, knowing())
      .then({ type: 'HandoverIssued', payload: { emergency: true, reason: 'found on the floor' } });
  });

  it('R30: names a service in the setting that it is registered in', () => {
    spec
      .given()
      .when({ ...issue, setting: 'careHome' }, knowing())
      .refused('REFERENCE_NOT_FOUND', ['setting']);
    spec
      .given()
      .when({ ...issue, setting: 'careAtHome' }, knowing())
      .then({ type: 'HandoverIssued', payload: { setting: 'careAtHome' } });
  });

  it('§1b: nothing of a handover happened before it was issued', () => {
    spec
      .given(issued)
      .when(accept, { ...as('O'), occurredAt: '2026-03-02T08:59:59.999Z' })
      .refused('TIMESCALE_INVALID', ['occurredAt']);
  });

  it('CITY-03: the plan shows what is needed', () => {
    spec
      .given()
      .when(issue, knowing({ needs: 0 }))
      .refused('NEEDS_EMPTY', ['planRef']);
  });

  it('CITY-04: the plan shows what is to be provided', () => {
    spec
      .given()
      .when(issue, knowing({ provision: 0 }))
      .refused('PROVISION_REQUIRED', ['planRef']);
  });
});

describe('answering a handover', () => {
  it('CITY-05: the provider accepts it, with keyworker and day, under the same reference', () => {
    spec.given(issued).when(accept, as('O')).then(accepted);
    expect(spec.given(issued, accepted).state).toMatchObject({
      state: 'accepted',
      keyworkerId: 'K',
      plannedStart: '2026-03-16',
    });
  });

  it('CITY-05: or returns it with reasons, under the same reference', () => {
    spec.given(issued).when({ type: 'ReturnHandover' }, as('O')).refused('REASON_REQUIRED', ['reason']);
    const returned: HandoverEvent = {
      type: 'HandoverReturned',
      payload: { handoverId: 'H', providerId: 'O', reason: 'no staff at night' },
    };
    spec.given(issued).when({ type: 'ReturnHandover', reason: 'no staff at night' }, as('O')).then(returned);
    expect(spec.given(issued, returned).state).toMatchObject({
      state: 'returned',
      returnedBecause: 'no staff at night',
    });
    spec.given(issued, returned).when(accept, as('O')).refused('STATE_CONFLICT', ['returned']);
  });

  it('is nobody else’s, and given once', () => {
    spec.given(issued).when(accept, as('other')).refused('NOT_FOUND');
    spec.given(issued).when({ type: 'ReturnHandover', reason: 'x' }, as('other')).refused('NOT_FOUND');
    spec.given().when(accept, as('O')).refused('NOT_FOUND');
    spec.given(issued, accepted).when(accept, as('O')).refused('STATE_CONFLICT', ['accepted']);
  });

  it('is addressed to a provider of this tenant, for a service that it runs', () => {
    spec
      .given()
      .when({ ...issue, providerId: 'X' }, knowing())
      .refused('REFERENCE_NOT_FOUND', ['providerId']);
    spec
      .given()
      .when({ ...issue, serviceId: 'W' }, knowing())
      .refused('REFERENCE_NOT_FOUND', ['serviceId']);
    const elsewhere = {
      ...NO_FACTS,
      organisations: { another: { kind: 'provider', services: [{ serviceId: 'V', setting: 'careAtHome' }] } },
    };
    spec
      .given()
      .when(issue, { ...knowing(), subjects: { O: elsewhere } })
      .refused('REFERENCE_NOT_FOUND', ['providerId']);
  });

  it('R16: is of the council’s own plan', () => {
    spec
      .given()
      .when(issue, knowing({ planKind: 'provider' }))
      .refused('HANDOVER_PLAN_REQUIRED', ['planRef']);
  });

  it('is to be answered from now on, and begins neither before it nor years ahead', () => {
    const at = { ...knowing(), now: '2026-03-02T09:00:00.000Z' };
    const until = (respondBy: string) => spec.given().when({ ...issue, respondBy }, at);
    until('2026-03-02T09:00:00.000Z').refused('MALFORMED', ['/respondBy: is over already']);
    until('2027-03-05T09:00:00.000Z').refused('FUTURE_DATE', ['respondBy']);
    until('2026-03-06T09:00:00.000Z').then({ type: 'HandoverIssued' });
    const begin = (plannedStart: string) =>
      spec.given(issued).when({ ...accept, plannedStart }, { ...as('O'), now: '2026-03-02T09:00:00.000Z' });
    begin('2026-03-01').refused('MALFORMED', ['/plannedStart: lies before the handover']);
    begin('2027-03-04').refused('FUTURE_DATE', ['plannedStart']);
    begin('2026-03-02').then({ type: 'HandoverAccepted', payload: { plannedStart: '2026-03-02' } });
  });

  it('R38: is neither made nor answered after the person’s death, and what is open ends with it', () => {
    const died = { facts: { ...knowing().facts, deceased: true } };
    spec
      .given()
      .when(issue, { ...knowing(), ...died })
      .refused('STATE_CONFLICT', ['deceased']);
    spec
      .given(issued)
      .when(accept, { ...as('O'), ...died })
      .refused('STATE_CONFLICT', ['deceased']);
    const end = { type: 'EndHandover', reason: 'deceased' } as const;
    spec
      .given(issued)
      .when(end, died)
      .then({ type: 'HandoverEnded', payload: { handoverId: 'H', providerId: 'O', reason: 'deceased' } });
    spec.given(issued, accepted).when(end, died).nothing();
  });
});
