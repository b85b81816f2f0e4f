import { INDICATOR_ANSWERS, INDICATORS, InstantField, ListOf, LocalDate, MapOf } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { VersionRef } from '../version-ref.js';
import { caseCommand, type CaseAnswer } from './case-command.js';
import { shownProfile } from './shown-profile.js';

class RecordIndicatorsRequest {
  @LocalDate({ optional: true }) recordedOn?: string;
  @MapOf(INDICATOR_ANSWERS, { keys: INDICATORS }) answers!: Record<string, (typeof INDICATOR_ANSWERS)[number]>;
  @MapOf('text', { optional: true, keys: INDICATORS }) evidence?: Record<string, string>;
  @ListOf(() => VersionRef, { optional: true, max: 50 }) riskRefs?: VersionRef[];
  @InstantField({ optional: true }) occurredAt?: string;
}

const profileOf = ({ events }: CaseAnswer): Partial<ReturnType<typeof shownProfile>> => {
  const made = events.findLast(({ type }) => type === 'CpaIndicatorsRecorded');
  return made?.type === 'CpaIndicatorsRecorded' ? shownProfile(made.payload) : {};
};

export const indicatorRoutes: readonly Route[] = [
  caseCommand('RecordIndicators', {
    path: 'indicators',
    summary: 'Record what was seen of the indicators',
    capability: 'manageCpaCase',
    about: 'CPA-33',
    body: RecordIndicatorsRequest,
    answers: 201,
    answer: profileOf,
  }),
];
