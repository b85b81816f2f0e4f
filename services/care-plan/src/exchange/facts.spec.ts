import type { Fact } from '@carethread/runtime';
import type { CarePlanFacts } from '../domain/facts.js';
import { facts } from './facts.js';

type Received = { readonly type: string; readonly data: object; readonly effectiveFrom?: string };

/** What care-plan knows once it has received these, in this order. */
function known(...received: readonly Received[]): CarePlanFacts {
  return received.reduce<CarePlanFacts>((before, { type, data, effectiveFrom }) => {
    const fold = facts.on[type];
    if (fold === undefined) throw new Error(`${type} is not folded`);
    return fold(before, {
      type,
      id: type,
      data,
      recordedAt: '2026-02-01T09:00:00.000Z',
      effectiveFrom,
    } as unknown as Fact<never>);
  }, facts.initial);
}
const assessed = (kind: string): Received => ({
  type: 'assessment.assessment-completed.v1',
  data: { assessmentId: kind, version: 1, kind, needIds: ['n1'] },
});
const published = (versionNo: number, ...needIds: readonly string[]): Received => ({
  type: 'care-plan.plan-version-published.v1',
  data: { planId: 'C', planKind: 'localAuthority', organisationId: 'CO', versionNo, needIds },
});

describe('what care-plan knows of assessments', () => {
  it('R28: one of kind carers never counts for the person, nor as a part of their file', () => {
    expect(known(assessed('carers'))).toEqual(facts.initial);
    expect(known(assessed('carers'), assessed('councilNeeds'))).toMatchObject({
      assessments: [{ assessmentId: 'councilNeeds', version: 1, needIds: ['n1'] }],
      fileParts: ['b'],
    });
  });
});

describe('what care-plan knows of the birth', () => {
  it('is what was set right, wherever the bounds of a date are drawn by it', () => {
    const registered = { type: 'assessment.person-registered.v1', data: { dateOfBirth: '2025-05-04' } };
    const right = {
      type: 'assessment.person-birth-corrected.v1',
      data: { birth: { year: 1941, estimated: true } },
      effectiveFrom: '2026-02-02T09:00:00.000Z',
    };
    expect(known(registered).bornOn).toBe('2025-05-04');
    expect(known(registered, right).bornOn).toBe('1941-01-01');
  });
});

describe('what care-plan knows of how the person communicates', () => {
  const formatWanted = (format: string, effectiveFrom: string): Received => ({
    type: 'assessment.communication-needs-recorded.v1',
    data: { needs: [], methods: [], formats: [{ format, priority: 1 }] },
    effectiveFrom,
  });

  it('R11: of two the one effective later holds, of the same instant the one recorded later', () => {
    expect(
      known(formatWanted('audio', '2026-02-20T09:00:00.000Z'), formatWanted('easyRead', '2026-02-10T09:00:00.000Z'))
        .formats,
    ).toEqual(['audio']);
    expect(
      known(formatWanted('audio', '2026-02-20T09:00:00.000Z'), formatWanted('easyRead', '2026-02-20T09:00:00.000Z'))
        .formats,
    ).toEqual(['easyRead']);
  });
});

describe('what care-plan knows of restrictions', () => {
  const authorised = (from: string, to: string): Received => ({
    type: 'risk.restriction-authorised.v1',
    data: {
      restrictionId: 'R',
      scheme: 'DoLS',
      authorityRef: 'a',
      measure: 'a locked door',
      from,
      to,
      conditions: [],
      urgent: false,
    },
  });
  const over = (type: string): Received => ({ type, data: { restrictionId: 'R' } });

  it('R20: the next term follows the present one without a gap, also while it has not begun', () => {
    const [first, next] = [authorised('2026-03-02', '2026-03-08'), authorised('2026-03-09', '2027-03-08')];
    expect(known(first, next).authorised).toEqual({
      R: {
        measure: 'a locked door',
        scheme: 'DoLS',
        from: '2026-03-02',
        to: '2027-03-08',
        conditions: [],
        ended: false,
      },
    });
  });

  it.each(['risk.restriction-ended.v1', 'risk.restriction-expired.v1', 'risk.restriction-withheld.v1'])(
    'R20: none is in force after %s',
    (type) => {
      expect(known(over(type)).authorised).toEqual({});
      expect(known(authorised('2026-03-02', '2026-03-08'), over(type)).authorised['R']?.ended).toBe(true);
    },
  );
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

describe('what care-plan knows of services', () => {
  const agreed = (episodeId: string, more: object = {}): Received => ({
    type: 'care-plan.service-agreement-made.v1',
    data: { episodeId, providerId: 'O', ...more },
  });
  const ended = (episodeId: string): Received => ({
    type: 'care-plan.service-ended.v1',
    data: { episodeId, providerId: 'O', endedAt: '2026-01-31T09:00:00.000Z', reason: 'completed' },
  });
  const over = { providerId: 'O', ended: { endedAt: '2026-01-31T09:00:00.000Z', reason: 'completed' } };
  const handover = (type: string): Received => ({
    type: `assessment.handover-${type}.v1`,
    data: { handoverId: 'H', providerId: 'O' },
  });

  it('R17: keeps each episode, with what ended last at the end', () => {
    const { episodes } = known(agreed('E1'), agreed('E2'), ended('E1'));
    expect(episodes).toEqual({ E2: { providerId: 'O' }, E1: over });
    expect(Object.keys(episodes)).toEqual(['E2', 'E1']);
  });

  it('R17: keeps a handover until it is returned, or has led to an agreement', () => {
    expect(known(handover('issued')).handovers).toEqual({ H: 'O' });
    expect(known(handover('issued'), handover('returned')).handovers).toEqual({});
    expect(known(handover('issued'), agreed('E1', { handoverId: 'H' })).handovers).toEqual({});
    expect(known(handover('issued'), agreed('E1')).handovers).toEqual({ H: 'O' });
  });

  it('D23: keeps each CPA case, with the organisation that has it and when it was closed', () => {
    const opened: Received = {
      type: 'cpa-coordination.cpa-case-opened.v1',
      data: { caseId: 'C', coordinatorId: 'CC', organisationId: 'T' },
    };
    const moved: Received = {
      type: 'cpa-coordination.cpa-team-changed.v1',
      data: { caseId: 'C', organisationId: 'T2' },
    };
    const closed: Received = { type: 'cpa-coordination.cpa-case-closed.v1', data: { caseId: 'C' } };
    expect(known(opened).cases).toEqual({ C: { organisationId: 'T' } });
    expect(known(opened, moved, closed).cases).toEqual({
      C: { organisationId: 'T2', formerly: ['T'], closedAt: '2026-02-01T09:00:00.000Z' },
    });
    expect(known(closed).cases).toEqual({});
  });
});
