import type { Markup } from '@carethread/govuk';
import { isRecord } from '@carethread/ledger';
import { memberLabel, placeOf, sectionLabel, shownLines } from './labels.js';
import { SECTIONS } from './sections.js';
import { isFilled, isShown, itemsIn, titleOf } from './values.js';
import type { PlanWords } from './words.js';

interface ContentProps {
  readonly content: object;
  readonly words: PlanWords;
  readonly name: string;
}

/** A plan as people read it: the person's own words first, every section that says anything, nothing left out. */
export const PlanContentView = ({ content, words, name }: ContentProps): Markup => {
  const sections: Readonly<Record<string, unknown>> = isRecord(content) ? content : {};
  const known = SECTIONS.map(({ section }) => section);
  const others = Object.keys(sections).filter((section) => !known.includes(section) && section !== 'nextReviewBy');
  return (
    <>
      {[...known, ...others]
        .filter((section) => isFilled(sections[section]))
        .map((section) =>
          section === 'personsView' ? (
            <OwnWords words={words} name={name} says={sections[section]} />
          ) : (
            <section aria-labelledby={`section-${section}`}>
              <h2 class="govuk-heading-m" id={`section-${section}`}>
                {sectionLabel(words, section)}
              </h2>
              <SectionView value={sections[section]} words={words} />
            </section>
          ),
        )}
    </>
  );
};

const OwnWords = ({
  words,
  name,
  says,
}: {
  readonly words: PlanWords;
  readonly name: string;
  readonly says: unknown;
}) => (
  <blockquote class="ct-own-words">
    {shownLines(words, says).map((line) => (
      <p>{line}</p>
    ))}
    <p class="ct-own-words__whose">{words.ownWords(name)}</p>
  </blockquote>
);

const SectionView = ({ value, words }: { readonly value: unknown; readonly words: PlanWords }): Markup => {
  const items = itemsIn(value);
  if (items.length > 0)
    return (
      <>
        {items.map((item) => (
          <ItemView item={item} words={words} />
        ))}
      </>
    );
  if (isRecord(value)) return <Rows of={value} words={words} />;
  return (
    <>
      {shownLines(words, value).map((line) => (
        <p class="govuk-body">{line}</p>
      ))}
    </>
  );
};

const ItemView = ({ item, words }: { readonly item: Readonly<Record<string, unknown>>; readonly words: PlanWords }) => {
  const { title, by } = titleOf(item);
  const { [by]: _, ...rest } = item;
  return (
    <div class="ct-item">
      <h3 class="govuk-heading-s">{title}</h3>
      <Rows of={rest} words={words} />
    </div>
  );
};

/** Members with what they say; topics stand as rows of their own, whichever member holds them. */
const Rows = ({ of, words }: { readonly of: Readonly<Record<string, unknown>>; readonly words: PlanWords }): Markup => {
  const { topics, ...rest } = of;
  const members = isRecord(topics) ? { ...topics, ...rest } : rest;
  const rows = Object.entries(members).flatMap(([name, value]) => {
    const lines = isShown(name) ? shownLines(words, value) : [];
    return lines.length === 0 ? [] : [{ name, lines }];
  });
  const ordered = rows.toSorted((one, other) => placeOf(one.name) - placeOf(other.name));
  if (rows.length === 0) return <></>;
  return (
    <dl class="govuk-summary-list">
      {ordered.map(({ name, lines }) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{memberLabel(words, name)}</dt>
          <dd class="govuk-summary-list__value">{lines.join('. ')}</dd>
        </div>
      ))}
    </dl>
  );
};
