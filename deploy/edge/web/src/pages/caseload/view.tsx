import { Tag, type Markup } from '@carethread/govuk';
import { textMember } from '@carethread/ledger';
import type { AnswerOf } from '../../api/operation.js';
import { link } from '../../shell/link.js';
import type { Shown } from '../../shell/shown.js';
import { codeText } from '../../words/codes.js';
import { dayText } from '../../words/dates.js';
import { cpaWords } from '../cpa/cpa-words.js';
import { DueItem } from '../due-item.js';
import { fullName } from '../person-name.js';
import type { Words } from './words.js';

type CaseloadShown = Shown<Words>;
type Carried = AnswerOf<'listCaseload'>['items'][number];

export const CaseloadView = ({ items, missing, next }: AnswerOf<'listCaseload'>, shown: CaseloadShown): Markup => {
  const { words, shared } = shown;
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      {missing.length === 0 ? null : <p class="govuk-inset-text">{shared.shell.missing(missing)}</p>}
      {items.length === 0 ? <p class="govuk-body">{words.nobody}</p> : null}
      <ul class="ct-people">
        {items.map((carried) => (
          <CaseRow of={carried} shown={shown} />
        ))}
      </ul>
      {next === undefined ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={link('/caseload', {}, { after: next })}>
            {words.more}
          </a>
        </p>
      )}
    </>
  );
};

const CaseRow = ({ of, shown }: { readonly of: Carried; readonly shown: CaseloadShown }): Markup => {
  const { words, shared, language, now } = shown;
  const { personId, name, level, levelSince, interim, lapses = 0, nextContactBy, lastContact, review } = of;
  const { levels, contacts } = cpaWords[language];
  const href = link('/people/:personId/cpa', { personId });
  const levelText = codeText(levels, level ?? 'undecided');
  const lastAt = textMember(lastContact, 'at');
  const reviewBy = textMember(review, 'dueAt') ?? textMember(review, 'by');
  return (
    <li class="ct-people__person">
      <h2 class="ct-people__name">
        <a class="govuk-link" href={href}>
          {fullName(name, shared)}
        </a>{' '}
        {lapses === 0 ? null : <Tag text={words.lapses(lapses)} classes="govuk-tag--red" />}{' '}
        {interim === true ? <Tag text={words.interim} classes="govuk-tag--yellow" /> : null}
      </h2>
      <p class="govuk-body-s">
        {levelSince === undefined ? levelText : words.since(levelText, dayText(language, levelSince))}.{' '}
        {lastAt === undefined
          ? words.never
          : words.lastContact(dayText(language, lastAt), codeText(contacts, textMember(lastContact, 'outcome')))}
        {of.coordinatorId === null ? `. ${words.noCoordinator}` : null}
      </p>
      <ul class="ct-due">
        {nextContactBy === undefined ? null : (
          <DueItem title={words.next} href={href} dueAt={nextContactBy} now={now} language={language} shared={shared} />
        )}
        {reviewBy === undefined ? null : (
          <DueItem title={words.review} href={href} dueAt={reviewBy} now={now} language={language} shared={shared} />
        )}
      </ul>
    </li>
  );
};
