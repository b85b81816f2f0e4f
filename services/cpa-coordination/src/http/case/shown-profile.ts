import { present } from '@carethread/ledger';
import { ALWAYS_SHOWN, countsOf, type Answer, type IndicatorProfile } from '../../domain/case/indicators.js';

type AlwaysShown = { readonly code: string; readonly answer: Answer; readonly evidence?: string };

/** Counts, never a score; severe illness and significant risk always with what they rest on; and what still wants a note. */
export function shownProfile(profile: IndicatorProfile) {
  const { answers, evidence } = profile;
  return {
    ...profile,
    counts: countsOf(answers),
    alwaysShown: ALWAYS_SHOWN.map((code) =>
      present<AlwaysShown>({ code, answer: answers[code] ?? 'unknown', evidence: evidence[code] }),
    ),
    withoutEvidence: Object.keys(answers).filter((code) => answers[code] === 'met' && evidence[code] === undefined),
  };
}
