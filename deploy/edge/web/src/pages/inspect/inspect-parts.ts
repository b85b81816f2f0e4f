import type { Role } from '@carethread/contracts';
import { link, type Address } from '../../shell/link.js';
import { languages } from '../../words/languages.js';
import type { Language } from '../../session/session.js';

/** The pages of an inspected record, and for whom they are. */
const PARTS = [
  { part: 'record', who: ['AU', 'DP', 'RI'] },
  { part: 'at', who: ['AU'] },
  { part: 'proof', who: ['AU'] },
  { part: 'access', who: ['AU', 'DP', 'RM'] },
  { part: 'outcomes', who: ['AU', 'DP', 'RI'] },
] as const satisfies readonly { readonly part: string; readonly who: readonly Role[] }[];

export type InspectPart = (typeof PARTS)[number]['part'];

export const PART_WORDS = languages<Readonly<Record<InspectPart | 'label', string>>>(
  {
    label: 'Parts of this record',
    record: 'What was recorded',
    at: 'What was known, and when',
    proof: 'Proof',
    access: 'Who looked',
    outcomes: 'Outcomes',
  },
  {
    label: 'Rhannau’r cofnod hwn',
    record: 'Beth a gofnodwyd',
    at: 'Beth oedd yn hysbys, a phryd',
    proof: 'Prawf',
    access: 'Pwy edrychodd',
    outcomes: 'Canlyniadau',
  },
);

function addressOf(part: InspectPart, personId: string): Address {
  return part === 'record'
    ? link('/inspect/:personId', { personId })
    : link('/inspect/:personId/:part', { personId, part });
}

/** Where else one can go from a page of an inspected record. */
export function inspectParts(
  language: Language,
  personId: string,
  current: InspectPart,
  role: string | undefined,
): readonly { readonly text: string; readonly href: Address; readonly active: boolean }[] {
  return PARTS.filter(({ who }) => who.some((one) => one === role)).map(({ part }) => ({
    text: PART_WORDS[language][part],
    href: addressOf(part, personId),
    active: part === current,
  }));
}
