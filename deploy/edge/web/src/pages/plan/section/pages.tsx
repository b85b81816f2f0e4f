import { Button, SummaryList, Textarea } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import { form } from '../../../shell/form.js';
import { text } from '../../../shell/field-kinds.js';
import { page, type Page } from '../../../shell/page.js';
import { languages } from '../../../words/languages.js';
import { draftLink, itemLink } from '../draft/draft-path.js';
import { sectionLabel, shownLines } from '../labels.js';
import { SECTIONS, type ListSection, type SectionShape } from '../sections.js';
import { itemsIn, linesIn, titleOf } from '../values.js';
import { words as planWords } from '../words.js';
import { fieldKindsOf, initialOf, writtenTo } from './fields.js';
import { MemberInput } from './member-input.js';
import { sectionBody, sectionModel, type SectionModel } from './section-model.js';
import { words } from './words.js';

const WRITERS = ['AS', 'KW', 'SM', 'RM', 'CC'] as const;
const labels = { classes: 'govuk-label--l', isPageHeading: true } as const;

/** The words of these pages, with the section as the title. */
function titled(section: string) {
  return languages(
    { ...words.en, title: sectionLabel(planWords.en, section) },
    { ...words.cy, title: sectionLabel(planWords.cy, section) },
  );
}

/** One text. */
function textPage({ section }: SectionShape): Page {
  const written = form({
    command: 'saveDraft',
    fields: { words: text },
    etag: ({ etag }: SectionModel) => etag,
    initial: ({ content }: SectionModel) => ({ words: linesIn(content[section], (name) => name).join('\n') }),
    input: ({ words }, { model }) => ({ path: { id: model.planId }, body: sectionBody(section, words) }),
    members: { [section]: 'words' },
    after: (_, { place }) => draftLink(place),
  });
  return page({
    path: `/people/:personId/plan/:planId/draft/${section}`,
    who: WRITERS,
    reads: ['getPlanDraft'],
    words: titled(section),
    load: sectionModel,
    title: ({ title }) => title,
    view: (_: SectionModel, { words, language, name, form }) => {
      const shown = form(written);
      return (
        <FormMarkup of={shown}>
          <Textarea
            {...shown.input('words')}
            label={{ text: sectionLabel(planWords[language], section), ...labels }}
            hint={{ text: words.personsWords(name) }}
            rows={8}
          />
          <Button text={words.save} />
        </FormMarkup>
      );
    },
    forms: [written],
    back: draftLink,
  });
}

/** Some questions on one page. */
function objectPage({ section, members }: Extract<SectionShape, { readonly kind: 'object' }>): Page {
  const written = form({
    command: 'saveDraft',
    fields: fieldKindsOf(members),
    etag: ({ etag }: SectionModel) => etag,
    initial: ({ content }: SectionModel) => initialOf(members, content[section]),
    input: (values, { model }) => ({
      path: { id: model.planId },
      body: sectionBody(section, writtenTo(members, model.content[section], values)),
    }),
    after: (_, { place }) => draftLink(place),
  });
  return page({
    path: `/people/:personId/plan/:planId/draft/${section}`,
    who: WRITERS,
    reads: ['getPlanDraft'],
    words: titled(section),
    load: sectionModel,
    title: ({ title }) => title,
    view: ({ content }: SectionModel, { words, language, shared, form }) => {
      const shown = form(written);
      const plan = planWords[language];
      return (
        <>
          <h1 class="govuk-heading-l">{sectionLabel(plan, section)}</h1>
          <FormMarkup of={shown}>
            {members.map((shape) => (
              <MemberInput shape={shape} form={shown} words={plan} shared={shared} needs={content['needs']} />
            ))}
            <Button text={words.save} />
          </FormMarkup>
        </>
      );
    },
    forms: [written],
    back: draftLink,
  });
}

/** A list of things, each on a page of its own: this works without script. */
function listPage({ section, id }: ListSection): Page {
  return page({
    path: `/people/:personId/plan/:planId/draft/${section}`,
    who: WRITERS,
    reads: ['getPlanDraft'],
    words: titled(section),
    load: sectionModel,
    title: ({ title }) => title,
    view: ({ content }: SectionModel, { words, language, place }) => {
      const items = itemsIn(content[section]);
      const one: Readonly<Record<string, string>> = planWords[language].one;
      return (
        <>
          <h1 class="govuk-heading-l">{sectionLabel(planWords[language], section)}</h1>
          {items.length === 0 ? (
            <p class="govuk-body">{words.nothing}</p>
          ) : (
            <SummaryList
              rows={items.map((item) => {
                const { title, by } = titleOf(item);
                const { [by]: _, ...rest } = item;
                return {
                  key: { text: title },
                  value: { text: shownLines(planWords[language], rest).join('. ') },
                  actions: {
                    items: [
                      {
                        href: itemLink(place, section, String(item[id] ?? '')),
                        text: words.change,
                        visuallyHiddenText: title,
                      },
                    ],
                  },
                };
              })}
            />
          )}
          <div class="govuk-button-group">
            <Button
              text={words.add(one[section] ?? '')}
              href={itemLink(place, section, 'new')}
              classes="govuk-button--secondary"
            />
            <a class="govuk-link" href={draftLink(place)}>
              {words.done}
            </a>
          </div>
        </>
      );
    },
    back: draftLink,
  });
}

/** A page for each section that people write. */
export const SECTION_PAGES: readonly Page[] = SECTIONS.map((shape) => {
  if (shape.kind === 'text') return textPage(shape);
  return shape.kind === 'object' ? objectPage(shape) : listPage(shape);
});
