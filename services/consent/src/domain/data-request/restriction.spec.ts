import { NEVER_RESTRICTED } from '@carethread/contracts';
import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { dataRequest } from './decider.js';
import type { DataRequestEvent } from './events.js';

const NOW = '2026-05-20T09:00:00.000Z';
const context = {
  now: NOW,
  id: 'R',
  facts: NO_FACTS,
  actor: { userId: 'D', user: 'd', role: 'DP', roles: ['DP'], serviceIds: [], qualifications: [] },
};
const received = (right: string): DataRequestEvent => ({
  type: 'DataRequestReceived',
  payload: { right, dueAt: '2026-06-20T22:59:59.999Z' },
});
const restricted: DataRequestEvent = {
  type: 'ProcessingRestricted',
  payload: {
    requestId: 'R',
    fields: ['importantPeople'],
    ground: 'accuracyContested',
    restrictedAt: '2026-05-10T09:00:00.000Z',
  },
};

describe('a restriction of processing', () => {
  const spec = specify(dataRequest);
  const restrict = { type: 'RestrictProcessing', fields: ['importantPeople'], ground: 'accuracyContested' } as const;
  const lift = { type: 'LiftRestriction', reason: 'the letter was found', personToldOn: '2026-05-19' } as const;

  it('D20: names the sections of plans that are restricted, from the day on which it is decided', () => {
    spec
      .given(received('restriction'))
      .when({ ...restrict, fields: ['importantPeople', 'history', 'history'] }, context)
      .then({
        type: 'ProcessingRestricted',
        payload: {
          requestId: 'R',
          fields: ['history', 'importantPeople'],
          ground: 'accuracyContested',
          restrictedAt: NOW,
        },
      });
  });

  it('D20: never covers allergies, risks, restrictions or advance decisions', () => {
    for (const field of NEVER_RESTRICTED)
      spec
        .given(received('restriction'))
        .when({ ...restrict, fields: ['importantPeople', field] }, context)
        .refused('REASON_NOT_ALLOWED', [field]);
    expect(NEVER_RESTRICTED).toEqual(expect.arrayContaining(['allergies', 'riskLinks', 'restrictionLinks', 'legal']));
  });

  it('is decided once, on a request for it alone', () => {
    spec.given(received('erasure')).when(restrict, context).refused('STATE_CONFLICT', ['erasure']);
    spec.given().when(restrict, context).refused('STATE_CONFLICT', ['none']);
    const given = spec.given(received('restriction'), restricted);
    given.when(restrict, context).refused('STATE_CONFLICT', ['restricted']);
    given.when({ type: 'RefuseDataRequest', reasons: 'x' }, context).refused('STATE_CONFLICT', ['restricted']);
  });

  it('UK GDPR art 18(3): is lifted with a reason, once the person was told', () => {
    const given = spec.given(received('restriction'), restricted);
    given.when(lift, context).then({
      type: 'ProcessingRestrictionLifted',
      payload: {
        requestId: 'R',
        restrictedAt: '2026-05-10T09:00:00.000Z',
        liftedAt: NOW,
        reason: 'the letter was found',
        personToldOn: '2026-05-19',
      },
    });
    given.when({ ...lift, personToldOn: '2026-05-21' }, context).refused('FUTURE_DATE', ['personToldOn']);
    given.when({ ...lift, personToldOn: '2026-05-09' }, context).refused('TIMESCALE_INVALID', ['personToldOn']);
    const { personToldOn: _, ...untold } = lift;
    given.when(untold, context).refused('TIMESCALE_INVALID', ['personToldOn']);
    const died = { ...context, facts: { ...NO_FACTS, deceased: true } };
    given.when(untold, died).then({ type: 'ProcessingRestrictionLifted', payload: { liftedAt: NOW } });
    const { reason: __, ...unexplained } = lift;
    given.when(unexplained, context).refused('REASON_REQUIRED', ['reason']);
    spec.given(received('restriction')).when(lift, context).refused('STATE_CONFLICT', ['received']);
  });

  it('says what held and how it ended', () => {
    const over = spec.given(received('restriction'), restricted, {
      type: 'ProcessingRestrictionLifted',
      payload: {
        requestId: 'R',
        restrictedAt: '2026-05-10T09:00:00.000Z',
        liftedAt: NOW,
        reason: 'found',
        personToldOn: '2026-05-19',
      },
    });
    over.when(lift, context).nothing();
    expect(over.state).toEqual({
      state: 'lifted',
      right: 'restriction',
      dueAt: '2026-06-20T22:59:59.999Z',
      restriction: {
        fields: ['importantPeople'],
        ground: 'accuracyContested',
        restrictedAt: '2026-05-10T09:00:00.000Z',
      },
      lifting: { liftedAt: NOW, reason: 'found', personToldOn: '2026-05-19' },
    });
  });
});
