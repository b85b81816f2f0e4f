import { Tag, type Markup } from '@carethread/govuk';
import type { Language } from '../session/session.js';
import type { Address } from '../shell/link.js';
import { dayText, daysBetween, dueText } from '../words/dates.js';
import type { SharedWords } from '../words/en.js';

interface DueItemProps {
  readonly title: string;
  readonly href: Address | undefined;
  readonly dueAt: string | undefined;
  readonly now: string;
  readonly language: Language;
  readonly shared: SharedWords;
}

/** Something to do, how late or how soon in words, and by when. */
export const DueItem = ({ title, href, dueAt, now, language, shared }: DueItemProps): Markup => (
  <li class="ct-due__item">
    <span>
      {href === undefined ? (
        title
      ) : (
        <a class="govuk-link" href={href}>
          {title}
        </a>
      )}
    </span>
    {dueAt === undefined ? null : (
      <>
        <Tag
          text={dueText(shared, dueAt, now)}
          classes={daysBetween(now, dueAt) < 0 ? 'govuk-tag--red' : 'govuk-tag--grey'}
        />
        <span class="ct-due__day">{shared.due.on(dayText(language, dueAt))}</span>
      </>
    )}
  </li>
);
