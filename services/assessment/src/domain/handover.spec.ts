import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from './facts.js';
import { handover, type HandoverEvent } from './handover.js';

const spec = specify(handover);
const planRef = { id: 'PL', version: 1 };
const plan = { planKind: 'localAuthority', versionNo: 1, needs: 3, provision: 1 };
const knowing = (known: Partial<typeof plan> = {}) => ({
  facts: { ...NO_FACTS, plans: { PL: { ...plan, ...known } } },
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
});
