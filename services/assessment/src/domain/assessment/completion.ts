import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { mustBeAssessor } from './assessor.js';
import type { AssessmentEvent } from './events.js';
import { mustBeInProgress, type AssessmentState } from './state.js';

export type CompleteAssessment = {
  readonly type: 'CompleteAssessment';
  readonly coverage?: Readonly<Record<string, string>>;
};

type Need = { readonly needId: string; readonly domain?: string };

/** Each of these has findings, or a deliberate "none" with its reason, before completion (ENG-008 to ENG-011). */
const REQUIRED_CATEGORIES = ['need', 'strength', 'ability', 'aspiration'] as const;

/** The domains that must be covered before completion, by jurisdiction (ENG-016, SCOT-026 and following). */
const REQUIRED_DOMAINS: Readonly<Record<string, readonly string[]>> = {
  ENG: ['health', 'personalCare', 'socialCare'],
  WAL: ['health', 'personalCare', 'socialCare'],
  SCO: ['health', 'personalCare', 'socialCare'],
};

export function complete(
  { coverage = {} }: CompleteAssessment,
  state: AssessmentState,
  { actor, now, id }: Context,
): readonly AssessmentEvent[] {
  mustBeAssessor(actor);
  mustBeInProgress(state);
  const domains = REQUIRED_DOMAINS[state.jurisdiction] ?? [];
  const strange = Object.keys(coverage).filter((domain) => !domains.includes(domain));
  if (strange.length > 0)
    malformed(...strange.map((domain) => fault(`/coverage/${domain}`, 'unknown', 'is no domain of this assessment')));
  const contradicted = domains.filter(
    (domain) =>
      coverage[domain] === 'noNeed' &&
      state.findings.some((one) => one.category === 'need' && !one.none && one.domain === domain),
  );
  if (contradicted.length > 0) refuse('STATE_CONFLICT', contradicted);
  const covered = (domain: string): boolean =>
    coverage[domain] === 'noNeed' || state.findings.some((finding) => finding.domain === domain);
  const missing = domains.filter((domain) => !covered(domain));
  if (missing.length > 0) refuse('DOMAIN_MISSING', missing);
  const empty = REQUIRED_CATEGORIES.filter(
    (category) => !state.findings.some((finding) => finding.category === category),
  );
  if (empty.length > 0) refuse('FINDINGS_INCOMPLETE', empty);
  const needs = state.findings.filter(({ category, none }) => category === 'need' && !none);
  return [
    {
      type: 'AssessmentCompleted',
      payload: {
        assessmentId: id,
        kind: state.kind,
        completedAt: now,
        version: state.version + 1,
        coverage: Object.fromEntries(
          domains.map((domain) => [
            domain,
            state.findings.some((finding) => finding.domain === domain) ? 'findings' : 'noNeed',
          ]),
        ),
        needIds: needs.map(({ findingId }) => findingId),
        needs: needs.map(({ findingId, domain }) => present<Need>({ needId: findingId, domain })),
        outcomeIds: state.outcomes.map(({ outcomeId }) => outcomeId),
      },
    },
  ];
}
