import { Tag, type Markup } from '@carethread/govuk';
import type { AnswerOf } from '../../api/operation.js';
import { link } from '../../shell/link.js';
import type { Shown } from '../../shell/shown.js';
import { workTitle } from '../../words/codes.js';
import { dayText } from '../../words/dates.js';
import { DueItem } from '../due-item.js';
import { fullName } from '../person-name.js';
import { workLink } from '../work-link.js';
import { peopleDue, type PersonDue, type Work } from './people-due.js';
import type { Words } from './words.js';

export interface Today {
  readonly people: AnswerOf<'listPeople'>;
  readonly work: AnswerOf<'listWork'>;
}

type TodayShown = Shown<Words>;

export const TodayView = ({ people, work }: Today, shown: TodayShown): Markup => {
  const { words, shared, language, now } = shown;
  const due = peopleDue(people.items, work.items);
  const late = people.items.reduce((sum, person) => sum + (person.late ?? 0), 0);
  const missing = [...new Set([...people.missing, ...work.missing])];
  return (
    <>
      <span class="govuk-caption-l">{dayText(language, now)}</span>
      <h1 class="govuk-heading-l">{words.title}</h1>
      {missing.length === 0 ? null : <p class="govuk-inset-text">{shared.shell.missing(missing)}</p>}
      <div class="ct-columns">
        <section aria-labelledby="people">
          <h2 class="govuk-heading-m" id="people">
            {words.people(people.items.length)}{' '}
            {late === 0 ? null : <Tag text={words.late(late)} classes="govuk-tag--red" />}
          </h2>
          {due.people.length === 0 ? <p class="govuk-body">{words.nobody}</p> : null}
          <ul class="ct-people">
            {due.people.map((one) => (
              <PersonRow of={one} shown={shown} />
            ))}
          </ul>
          {people.next === undefined ? null : (
            <p class="govuk-body">
              <a class="govuk-link" href={link('/today', {}, { after: people.next })}>
                {words.more}
              </a>
            </p>
          )}
        </section>
        <section aria-labelledby="work">
          <h2 class="govuk-heading-m" id="work">
            {words.work}
          </h2>
          {due.other.length === 0 ? <p class="govuk-body">{words.noWork}</p> : null}
          <ul class="ct-due">
            {due.other.map((item) => (
              <WorkRow item={item} shown={shown} />
            ))}
          </ul>
          {(work.counts?.total ?? 0) > work.items.length ? (
            <p class="govuk-body">{words.moreWork(work.counts?.total ?? 0)}</p>
          ) : null}
        </section>
      </div>
    </>
  );
};

const PersonRow = ({ of: { person, work }, shown }: { readonly of: PersonDue; readonly shown: TodayShown }): Markup => {
  const { words, shared, language, now } = shown;
  const { personId, next } = person;
  const unread = person.plans?.some((plan) => plan.unread) === true;
  const withdrawn = person.consents?.find((consent) => consent.withdrawn === 'whole' || consent.withdrawn.length > 0);
  return (
    <li class="ct-people__person">
      <h3 class="ct-people__name">
        <a class="govuk-link" href={link('/people/:personId', { personId })}>
          {fullName(person.name, shared)}
        </a>{' '}
        {unread ? <Tag text={words.unread} classes="govuk-tag--yellow" /> : null}{' '}
        {withdrawn === undefined ? null : (
          <Tag
            text={withdrawn.withdrawn === 'whole' ? words.withdrawn : words.partlyWithdrawn}
            classes="govuk-tag--red"
          />
        )}
      </h3>
      <ul class="ct-due">
        {work.map((item) => (
          <WorkRow item={item} shown={shown} />
        ))}
        {work.length === 0 && next !== undefined ? (
          <DueItem
            title={workTitle(shared, next.kind)}
            href={link('/people/:personId', { personId })}
            dueAt={next.dueAt}
            now={now}
            language={language}
            shared={shared}
          />
        ) : null}
      </ul>
      {work.length === 0 && next === undefined ? <p class="govuk-body-s">{words.nothing}</p> : null}
    </li>
  );
};

const WorkRow = ({ item, shown }: { readonly item: Work; readonly shown: TodayShown }): Markup => (
  <DueItem
    title={workTitle(shown.shared, item.kind, item.title)}
    href={workLink(item)}
    dueAt={item.dueAt}
    now={shown.now}
    language={shown.language}
    shared={shown.shared}
  />
);
