import { addDays, type LocalDate } from '@carethread/calendar';
import { INDICATORS } from '@carethread/contracts';

export type Ref = { readonly id: string; readonly version: number };
export type Answer = 'met' | 'notMet' | 'unknown';
export type Leaning = 'leansStandard' | 'leansEnhanced' | 'mixed' | 'insufficient';

/** Typical differences as they were seen on one day; never criteria (CPA-33, CPA-35). */
export type IndicatorProfile = {
  readonly profileId: string;
  readonly recordedOn: LocalDate;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly evidence: Readonly<Record<string, string>>;
  readonly riskRefs: readonly Ref[];
  readonly leaning: Leaning;
};

/** Where these are met, a risk assessment is cited (CPA-24, CPA-31). */
export const RISK_INDICATORS = ['S4', 'E6'] as const;
/** Shown with their evidence whatever the leaning says (model §13). */
export const ALWAYS_SHOWN = ['E1', 'E6'] as const;

const FEWEST_ANSWERS = 6;
const PROFILE_DAYS = 28;

/** All twelve answers: what was not answered is not known. */
export function answersOf(given: Readonly<Record<string, Answer>>): Readonly<Record<string, Answer>> {
  return Object.fromEntries(INDICATORS.map((code) => [code, given[code] ?? 'unknown']));
}

export type Counts = { readonly standard: number; readonly enhanced: number; readonly answered: number };

export function countsOf(answers: Readonly<Record<string, Answer>>): Counts {
  const met = (letter: string): number =>
    INDICATORS.filter((code) => code.startsWith(letter) && answers[code] === 'met').length;
  const answered = INDICATORS.filter((code) => (answers[code] ?? 'unknown') !== 'unknown').length;
  return { standard: met('S'), enhanced: met('E'), answered };
}

/** Information only: no weights, no score, and no scheme but the two levels is ever leant towards (model §13, CPA-61). */
export function leaningOf(answers: Readonly<Record<string, Answer>>): Leaning {
  const { standard, enhanced, answered } = countsOf(answers);
  if (answered < FEWEST_ANSWERS) return 'insufficient';
  if (enhanced === 0 && standard >= 1) return 'leansStandard';
  if (standard === 0 && enhanced >= 1) return 'leansEnhanced';
  return 'mixed';
}

/** A decision may cite a profile up to 28 local days after its date (model §6 rule 15). */
export function isStale({ recordedOn }: IndicatorProfile, today: LocalDate): boolean {
  return today > addDays(recordedOn, PROFILE_DAYS);
}

/** Only the two levels that the indicators describe can be leant towards, and so departed from. */
export function departs(leaning: Leaning, to: string): boolean {
  return (leaning === 'leansStandard' && to === 'enhanced') || (leaning === 'leansEnhanced' && to === 'standard');
}
