import { specify } from '@carethread/event-sourcing/testing';
import { dailyRecord } from './daily-record.js';
import { NO_FACTS } from './facts.js';

const spec = specify(dailyRecord);
const NOW = '2026-07-01T09:00:00.000Z';
const refusal = { type: 'AddEntry', date: '2026-07-01', kind: 'refusal', text: 'not today' } as const;
const team = { organisationId: 'O', keyworkerId: 'K', members: ['S'], open: true };
const plan = { planKind: 'provider', organisationId: 'O', versionNo: 1, state: 'active', needs: [], sections: {} };
const facts = { ...NO_FACTS, teams: { E: team }, plans: { PL: plan } };

describe('a refusal', () => {
  it('OUT-81: is looked at again at the next formal review, unless another day is given', () => {
    const known = { ...facts, formalReviews: { PL: '2026-08-01T22:59:59.999Z' } };
    const context = { now: NOW, facts: known };
    spec
      .given()
      .when(refusal, context)
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-08-01' } });
    spec
      .given()
      .when({ ...refusal, reviewOn: '2026-07-09' }, context)
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-07-09' } });
  });

  it('OUT-81: is looked at again in a week where no formal review is known', () => {
    spec
      .given()
      .when(refusal, { now: NOW, facts })
      .then({ type: 'DailyEntryAdded', payload: { reviewOn: '2026-07-08' } });
  });
});
