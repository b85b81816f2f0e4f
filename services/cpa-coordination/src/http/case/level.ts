import { Code, CPA_LEVELS, Flag, Id, InstantField, LocalDate, Nested, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { VersionRef } from '../version-ref.js';
import { caseCommand, type CaseAnswer } from './case-command.js';

class DecideLevelRequest {
  /** The level decided from; a different one than the case has is a conflict. */
  @Code(CPA_LEVELS, { optional: true }) from?: string;
  /** Worked out by the platform from the indicators. */
  @Flag({ optional: true }) departsFromLeaning?: boolean;
  @Code(CPA_LEVELS) to!: string;
  @LocalDate({ optional: true }) effectiveFrom?: string;
  @Text({ optional: true }) rationale?: string;
  @Id({ optional: true }) indicatorProfileId?: string;
  @Nested(() => VersionRef, { optional: true }) assessmentRef?: VersionRef;
  @Id({ optional: true }) reviewId?: string;
  @Text({ optional: true }) overrideReason?: string;
  @Flag({ optional: true }) emergency?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

const levelOf = ({ events, state }: CaseAnswer) => {
  const made = events.findLast(({ type }) => type === 'CpaLevelDecided');
  const { from, to, effectiveFrom } = made?.type === 'CpaLevelDecided' ? made.payload : {};
  const decidedAt = state.levels.findLast(({ decision }) => decision !== undefined)?.recordedAt;
  const overtaken = state.levels.filter(({ overtakenAt }) => overtakenAt !== undefined && overtakenAt === decidedAt);
  const answer = { from: from ?? null, level: to ?? null, effectiveFrom: effectiveFrom ?? null };
  return overtaken.length === 0
    ? answer
    : { ...answer, overtaken: overtaken.map((one) => ({ level: one.level, effectiveFrom: one.effectiveFrom })) };
};

export const levelRoutes: readonly Route[] = [
  caseCommand('DecideLevel', {
    path: 'level-decisions',
    summary: 'Decide the level, with reasons',
    capability: 'decideLevel',
    about: 'CPA-34',
    body: DecideLevelRequest,
    answer: levelOf,
  }),
];
