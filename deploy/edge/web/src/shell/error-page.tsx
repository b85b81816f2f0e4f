import type { Role } from '@carethread/contracts';
import type { Markup } from '@carethread/govuk';
import { Refused } from '../api/refused.js';
import { refusalText } from '../words/codes.js';
import type { SharedWords } from '../words/en.js';

/** What went wrong with a page, in words. */
export interface ErrorPage {
  readonly status: number;
  readonly title: string;
  readonly content: Markup;
  /** Where somebody should look into it: the id under which it was logged. */
  readonly reference?: string;
}

const NOBODY = { name: '', items: [] };

const sentences = (title: string, ...texts: readonly string[]): Markup => (
  <>
    <h1 class="govuk-heading-l">{title}</h1>
    {texts.map((text) => (
      <p class="govuk-body">{text}</p>
    ))}
  </>
);

/** Whether a record exists is not told: nobody learns more than that there is nothing for them here. */
export function notFound({ errors }: SharedWords): ErrorPage {
  return { status: 404, title: errors.notFound, content: sentences(errors.notFound, errors.notFoundText) };
}

/** Names who may, so that the user knows whom to ask. */
export function mayNot({ errors, roles }: SharedWords, who: readonly Role[]): ErrorPage {
  return {
    status: 403,
    title: errors.mayNot,
    content: (
      <>
        {sentences(errors.mayNot, errors.mayNotText)}
        {who.length === 0 ? null : (
          <>
            <p class="govuk-body">{errors.mayNotWho}</p>
            <ul class="govuk-list govuk-list--bullet">
              {who.map((role) => (
                <li>{roles[role]}</li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  };
}

/** A page that could not be made, because of what the API answered or because something broke. */
export function errorPage(words: SharedWords, error: unknown, correlationId: string, who: readonly Role[]): ErrorPage {
  const { errors } = words;
  if (!(error instanceof Refused))
    return {
      status: 500,
      title: errors.broken,
      content: sentences(errors.broken, errors.brokenText),
      reference: correlationId,
    };
  const { status, code } = error;
  const reference = error.correlationId;
  if (code === 'NOT_QUALIFIED' || code === 'SYSTEM_CANNOT_DECIDE')
    return { status: 403, title: errors.mayNot, content: sentences(errors.mayNot, refusalText(words, code, NOBODY)) };
  if (status === 403) return mayNot(words, who);
  if (status === 404 || status === 410) return { ...notFound(words), status };
  if (status === 429) return { status, title: errors.busy, content: sentences(errors.busy, errors.busyText) };
  if (code === 'PURPOSE_REQUIRED')
    return { status: 403, title: errors.purpose, content: sentences(errors.purpose, refusalText(words, code, NOBODY)) };
  if (status === 503)
    return { status, title: errors.away, content: sentences(errors.away, errors.awayText), reference };
  return { status: 500, title: errors.broken, content: sentences(errors.broken, errors.brokenText), reference };
}
