import { uuidV5 } from '@carethread/ledger';
import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_FACTS } from '../domain/facts.js';
import { requestAssessmentWhenReviewAsksForOne } from './request-assessment-when-review-asks-for-one.js';

const ID = '00000000-0000-4000-8000-000000000001';

async function sent(outcome: string, deceased = false): Promise<readonly object[]> {
  const fact = { id: ID, personId: 'P', data: { outcome } } as unknown as PolicyFact;
  const look = { facts: () => Promise.resolve({ ...NO_FACTS, deceased }) } as unknown as PolicyReader;
  return (await requestAssessmentWhenReviewAsksForOne.then(fact, look)).map(({ id, personId, command }) => ({
    id,
    personId,
    ...command,
  }));
}

describe('a review that asks for the person to be assessed again', () => {
  it('R36: has an assessment requested, of one id however often it is told', async () => {
    expect(await sent('reassess')).toEqual([
      {
        id: uuidV5(ID, 'reassessment'),
        personId: 'P',
        type: 'RequestAssessment',
        kind: 'reassessment',
        reason: 'asked for by a review',
      },
    ]);
    expect(await sent('amend')).toEqual([]);
  });

  it('R38: has none requested of somebody who has died', async () => {
    expect(await sent('reassess', true)).toEqual([]);
  });
});
