import type { Fact } from '@carethread/service-kit';
import type { CarePlanFacts } from '../domain/facts.js';
import { facts } from './facts.js';

type Told = { readonly type: string; readonly data: object };

/** What care-plan knows once it has received these, in this order. */
function known(...received: readonly Told[]): CarePlanFacts {
  return received.reduce<CarePlanFacts>((before, { type, data }) => {
    const fold = facts.on[type];
    if (fold === undefined) throw new Error(`${type} is not folded`);
    return fold(before, { type, id: type, data, recordedAt: '2026-02-01T09:00:00.000Z' } as unknown as Fact<never>);
  }, facts.initial);
}
const assessed = (kind: string): Told => ({
  type: 'assessment.assessment-completed.v1',
  data: { assessmentId: kind, version: 1, kind, needIds: ['n1'] },
});
const published = (versionNo: number, ...needIds: readonly string[]): Told => ({
  type: 'care-plan.plan-version-published.v1',
  data: { planId: 'C', planKind: 'localAuthority', organisationId: 'CO', versionNo, needIds },
});

describe('what care-plan knows of assessments', () => {
  it('R28: one of kind carers never counts for the person, nor as a part of their file', () => {
    expect(known(assessed('carers'))).toEqual(facts.initial);
    expect(known(assessed('carers'), assessed('councilNeeds'))).toMatchObject({
      assessments: [{ assessmentId: 'councilNeeds', needIds: ['n1'] }],
      fileParts: ['b'],
    });
  });
});

describe('what care-plan knows of a council plan', () => {
  it('R16: keeps the needs of each version, beside those of the newest', () => {
    expect(known(published(1, 'n1', 'n2', 'n3'), published(2, 'n1')).plans['C']).toMatchObject({
      versionNo: 2,
      needs: [{ needId: 'n1' }],
      needsByVersion: { 1: ['n1', 'n2', 'n3'], 2: ['n1'] },
    });
  });
});
