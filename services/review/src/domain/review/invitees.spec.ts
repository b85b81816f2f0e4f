import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type ReviewFacts } from '../facts.js';
import { review } from './decider.js';
import type { ReviewEvent, Scheduled } from './events.js';

const spec = specify(review);
const P = '00000000-0000-4000-8000-000000000004';
const facts: ReviewFacts = {
  ...NO_FACTS,
  plans: {
    PL: {
      planKind: 'provider',
      organisationId: 'O',
      jurisdiction: 'ENG',
      rulePacks: [],
      versionNo: 1,
      outcomeIds: [],
      needIds: [],
      actionIds: [],
    },
  },
  teams: {
    E: { organisationId: 'O', keyworkerId: 'K', members: ['S', 'K'], open: true },
    E2: { organisationId: 'O', keyworkerId: 'gone', members: [], open: false },
    E3: { organisationId: 'other', keyworkerId: 'K3', members: [], open: true },
  },
  contacts: {
    F: { scopes: ['review', 'copies'], kind: 'family', name: 'Synthetic Sister', role: 'sister' },
    C: { scopes: ['copies'], kind: 'family' },
    W: { scopes: [], kind: 'professional' },
  },
};
const context = { facts };
const schedule = { type: 'ScheduleReview', planId: 'PL', reviewType: 'formal' } as const;
const scheduledAs = (reviewType: string, more: Partial<Scheduled> = {}): ReviewEvent => ({
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType, at: '2026-04-10T10:00:00.000Z', obligationIds: [], ...more },
});
const involve = { type: 'InviteInvolved' } as const;
const invited = (id: string, expectedRole: string, permissionBasis: string) =>
  ({ type: 'ParticipantInvited', payload: { party: { id }, expectedRole, permissionBasis } }) as const;
const everybody = [
  invited(P, 'person', 'own'),
  invited('K', 'keyworker', 'team'),
  invited('S', 'care staff', 'team'),
  invited('F', 'sister', 'personsPermission'),
];

describe('who is invited to a formal review', () => {
  it('ENG-110: the person, the team that serves them, and whom they want at reviews, each once', () => {
    spec
      .given()
      .when(schedule, context)
      .then({ type: 'ReviewScheduled' }, ...everybody);
    spec
      .given(scheduledAs('formal'))
      .when(involve, context)
      .then(...everybody);
    const onTheList = everybody.map((one): ReviewEvent => ({ ...one }));
    spec
      .given(scheduledAs('formal'), ...onTheList)
      .when(involve, context)
      .nothing();
    spec
      .given(scheduledAs('formal'), ...onTheList)
      .when(involve, {
        facts: { ...facts, contacts: { ...facts.contacts, C: { scopes: ['review'], kind: 'family' } } },
      })
      .then(invited('C', 'family', 'personsPermission'));
  });

  it('ENG-110: a party who is left out is left out for a reason, and is not invited', () => {
    const leavingOut = (partyId: string, reason?: string) => ({
      ...schedule,
      omitted: [{ partyId, ...(reason === undefined ? {} : { reason }) }],
    });
    spec.given().when(leavingOut('F'), context).refused('REASON_REQUIRED', ['F']);
    spec.given().when(leavingOut('F', ' '), context).refused('REASON_REQUIRED', ['F']);
    spec.given().when(leavingOut('stranger', 'away'), context).refused('REFERENCE_NOT_FOUND', ['stranger']);
    const omitted = [{ partyId: 'F', reason: 'abroad' }];
    spec
      .given()
      .when(leavingOut('F', 'abroad'), context)
      .then({ type: 'ReviewScheduled', payload: { omitted } }, ...everybody.slice(0, 3));
    spec
      .given(scheduledAs('formal', { omitted }))
      .when(involve, context)
      .then(...everybody.slice(0, 3));
  });

  it('ENG-110: a party who becomes involved is invited too; other reviews invite nobody by themselves, nor one that has begun or is over', () => {
    spec.given(scheduledAs('requested')).when(involve, context).nothing();
    const started: ReviewEvent = {
      type: 'ReviewStarted',
      payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', chair: { id: 'K' }, early: false },
    };
    spec.given(scheduledAs('formal'), started).when(involve, context).nothing();
    const over: ReviewEvent = { type: 'ReviewNotHeld', payload: { reason: 'snow' } };
    spec.given(scheduledAs('formal'), over).when(involve, context).nothing();
    spec
      .given()
      .when({ ...schedule, reviewType: 'requested', omitted: [{ partyId: 'F', reason: 'away' }] }, context)
      .refused('REFERENCE_NOT_FOUND', ['F']);
  });
});
