import type { Fact } from '@carethread/runtime';
import { NO_FACTS } from '../domain/facts.js';
import { facts } from './facts.js';

const completed = (assessmentId: string, kind: string, version = 1) =>
  ({
    type: 'assessment.assessment-completed.v1',
    data: { assessmentId, kind, version, completedAt: '2026-02-01T09:00:00.000Z' },
  }) as unknown as Fact<never>;
const after = (...told: readonly Fact<never>[]) =>
  told.reduce((known, fact) => facts.on['assessment.assessment-completed.v1']?.(known, fact) ?? known, NO_FACTS);

describe('the assessments that a level may rest on', () => {
  it('R28: are the person’s, and none of kind carers', () => {
    expect(after(completed('A', 'carers')).assessments).toEqual({});
    expect(after(completed('A', 'carers'), completed('B', 'councilNeeds', 2)).assessments).toEqual({
      B: { version: 2, kind: 'councilNeeds', completedAt: '2026-02-01T09:00:00.000Z' },
    });
  });
});
