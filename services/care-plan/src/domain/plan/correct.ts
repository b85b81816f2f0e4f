import { refuse } from '@carethread/contracts';
import { toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { contentHash, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { PlanEvent, PlanState } from './events.js';
import { corrected } from './in-force.js';

export type RecordCorrection = {
  readonly type: 'RecordCorrection';
  readonly field: string;
  readonly to: Json;
  readonly reason?: string;
  readonly effectiveFrom?: string;
  readonly appliesToVersions: readonly number[];
  readonly personToldAt?: string;
};

/** Facts that a correction may set right; anything else changes care (model §3.2 invariant 6). */
const CORRECTABLE = [
  'profile',
  'contacts',
  'history',
  'importantPeople',
  'conditions',
  'allergies',
  'identity',
  'name',
  'identifiers',
  'dates',
] as const;

/** ENG-147, C17: facts are set right from a date of their own; each affected version gets a new issue, and care never changes. */
export function correct(
  command: RecordCorrection,
  state: PlanState,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const { field, to, reason, appliesToVersions } = command;
  const head = field.split('.')[0] ?? '';
  if (!(CORRECTABLE as readonly string[]).includes(head)) refuse('CORRECTION_CHANGES_CARE', ['field']);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const effectiveFrom = command.effectiveFrom === undefined ? context.now : toInstant(command.effectiveFrom);
  if (effectiveFrom > context.now) refuse('FUTURE_DATE', ['effectiveFrom']);
  const personToldAt = command.personToldAt === undefined ? context.now : toInstant(command.personToldAt);
  if (personToldAt > context.now) refuse('FUTURE_DATE', ['personToldAt']);
  const versions = appliesToVersions.map(
    (no) =>
      state.versions.find(({ versionNo }) => versionNo === no) ?? refuse('REFERENCE_NOT_FOUND', [`version ${no}`]),
  );
  if (versions.length === 0) refuse('MALFORMED', ['/appliesToVersions: names at least one version']);
  const salts: Record<string, string> = {};
  const issues = versions.map((version) => {
    const earlier = state.corrections.filter((correction) => correction.appliesToVersions.includes(version.versionNo));
    const content = corrected(earlier.reduce(corrected, version.content), { field, to });
    for (const name of Object.keys(content)) salts[name] ??= version.salts[name] ?? context.salt();
    return {
      versionNo: version.versionNo,
      issueNo: version.issueNo + 1,
      contentHash: contentHash(content, { ...salts, ...version.salts }),
    };
  });
  const from = versions[0]?.content[head] ?? null;
  return [
    {
      type: 'PlanCorrectionRecorded',
      effectiveFrom,
      payload: {
        planId: context.id,
        correctionId: context.newId('correction'),
        field,
        from,
        to,
        reason,
        effectiveFrom,
        appliesToVersions,
        personToldAt,
        by: context.actor.userId,
        issues,
        salts,
      },
    },
  ];
}
