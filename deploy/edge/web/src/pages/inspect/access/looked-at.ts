import type { Language } from '../../../session/session.js';
import { languages } from '../../../words/languages.js';

type Part = 'person' | 'assessments' | 'plan' | 'daily' | 'risk' | 'review' | 'consent' | 'cpa' | 'whole' | 'record';

const WORDS = languages<Readonly<Record<Part, string>>>(
  {
    person: 'basic information',
    assessments: 'assessments',
    plan: 'the plan',
    daily: 'daily records',
    risk: 'risks',
    review: 'reviews and what is due',
    consent: 'consent and who is involved',
    cpa: 'CPA',
    whole: 'everything that was recorded',
    record: 'the record',
  },
  {
    person: 'gwybodaeth sylfaenol',
    assessments: 'asesiadau',
    plan: 'y cynllun',
    daily: 'cofnodion dyddiol',
    risk: 'risgiau',
    review: 'adolygiadau a’r hyn sydd i’w wneud',
    consent: 'caniatâd a phwy sy’n ymwneud',
    cpa: 'CPA',
    whole: 'popeth a gofnodwyd',
    record: 'y cofnod',
  },
);

/** The first that fits, so the narrower ones stand before. */
const PARTS: readonly (readonly [RegExp, Part])[] = [
  [/timeline|evidence|streams|export/, 'whole'],
  [/daily-records/, 'daily'],
  [/\/assessment\/persons/, 'person'],
  [/\/assessment/, 'assessments'],
  [/\/care-plan/, 'plan'],
  [/\/risk/, 'risk'],
  [/\/review/, 'review'],
  [/\/consent/, 'consent'],
  [/\/cpa/, 'cpa'],
];

/** Which part of a record a route reads, in words. */
export function lookedAt(language: Language, route: string): string {
  const part = PARTS.find(([pattern]) => pattern.test(route))?.[1] ?? 'record';
  return WORDS[language][part];
}
