import { isSameLanguage, primaryLanguage, refuse } from '@carethread/contracts';
import type { ConsentFacts, KnownRendition } from '../facts.js';
import type { Requested, Signatory } from './events.js';

/** The language of what no rendition says another of. */
const STANDARD_LANGUAGE = 'en';

/**
 * D30: nobody signs what they were not shown. The person was shown a format that they asked for (ENG-044); in any place another format
 * than the standard one, and another language, exists for this very proposal.
 */
export function mustHaveBeenShown(
  { shownInFormat, lang }: { readonly shownInFormat?: string; readonly lang?: string },
  { role }: Signatory,
  { subjectId, proposalNo }: Requested,
  { formats, renditions }: ConsentFacts,
): void {
  const format = shownInFormat ?? 'standard';
  const prepared = renditions[`${subjectId}/${proposalNo}`] ?? [];
  const wanted = role !== 'person' || formats.length === 0 || formats.includes(format);
  const same = prepared.filter((one) => one.format === format);
  if (!wanted || (format !== 'standard' && same.length === 0))
    refuse('FORMAT_NOT_PROVIDED', role !== 'person' || formats.length === 0 ? [format] : formats);
  if (lang !== undefined && !isIn(lang, format, same, prepared)) refuse('FORMAT_NOT_PROVIDED', [format, lang]);
}

/** A rendition that names no language is in the standard one; a translation of the whole speaks for a format beside it too. */
function isIn(
  lang: string,
  format: string,
  same: readonly KnownRendition[],
  prepared: readonly KnownRendition[],
): boolean {
  const isTranslated = prepared.some((one) => one.format === 'translated' && isSameLanguage(one.lang, lang));
  const plain = format === 'standard' || same.some((one) => one.lang === undefined);
  return (
    same.some((one) => isSameLanguage(one.lang, lang)) ||
    (plain && (primaryLanguage(lang) === STANDARD_LANGUAGE || isTranslated))
  );
}
