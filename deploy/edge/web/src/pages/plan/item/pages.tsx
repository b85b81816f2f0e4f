import { Button } from '@carethread/govuk';
import { randomUUID } from 'node:crypto';
import { Refused } from '../../../api/refused.js';
import { FormMarkup } from '../../../shell/form-markup.js';
import { form } from '../../../shell/form.js';
import { text } from '../../../shell/field-kinds.js';
import { page, type Page } from '../../../shell/page.js';
import { languages } from '../../../words/languages.js';
import { sectionLink } from '../draft/draft-path.js';
import { sectionLabel } from '../labels.js';
import { fieldKindsOf, initialOf, writtenTo } from '../section/fields.js';
import { MemberInput } from '../section/member-input.js';
import { sectionBody, sectionModel, type SectionModel } from '../section/section-model.js';
import { words } from '../section/words.js';
import { SECTIONS, type ListSection } from '../sections.js';
import { itemsIn } from '../values.js';
import { words as planWords } from '../words.js';

type Item = Readonly<Record<string, unknown>>;

interface ItemModel extends SectionModel {
  /** Undefined for one that is not there yet. */
  readonly item: Item | undefined;
}

/** The name under which a page adds what is not there yet. */
const NEW = 'new';
const WRITERS = ['AS', 'KW', 'SM', 'RM', 'CC'] as const;

function itemPage({ section, id, members }: ListSection): Page {
  const idOf = (item: Item): string => String(item[id] ?? '');
  const written = form({
    command: 'saveDraft',
    // A new item has its id from when the form was shown: sent twice it is stored once.
    fields: { ...fieldKindsOf(members), ownId: text },
    etag: ({ etag }: ItemModel) => etag,
    initial: ({ item }: ItemModel) => ({
      ...initialOf(members, item),
      ownId: item === undefined ? randomUUID() : idOf(item),
    }),
    input: ({ ownId, ...values }, { model }) => {
      const items = itemsIn(model.content[section]);
      const before = items.find((item) => idOf(item) === ownId);
      const after = writtenTo(members, before ?? { [id]: ownId }, values);
      const all = before === undefined ? [...items, after] : items.map((item) => (item === before ? after : item));
      return { path: { id: model.planId }, body: sectionBody(section, all) };
    },
    after: (_, { place }) => sectionLink(place, section),
  });
  const removed = form({
    name: 'remove',
    command: 'saveDraft',
    fields: {},
    etag: ({ etag }: ItemModel) => etag,
    input: (_, { model }) => ({
      path: { id: model.planId },
      body: sectionBody(
        section,
        itemsIn(model.content[section]).filter((item) => item !== model.item),
      ),
    }),
    after: (_, { place }) => sectionLink(place, section),
  });
  return page({
    path: `/people/:personId/plan/:planId/draft/${section}/:itemId`,
    who: WRITERS,
    reads: ['getPlanDraft'],
    words: languages(
      { ...words.en, title: sectionLabel(planWords.en, section) },
      { ...words.cy, title: sectionLabel(planWords.cy, section) },
    ),
    load: async (asked) => {
      const model = await sectionModel(asked);
      const itemId = asked.place('itemId');
      const item = itemsIn(model.content[section]).find((one) => idOf(one) === itemId);
      if (item === undefined && itemId !== NEW) throw new Refused(404, 'NOT_FOUND', [], '');
      return { ...model, item };
    },
    title: ({ title }) => title,
    view: ({ content, item }: ItemModel, { words, language, shared, form }) => {
      const shown = form(written);
      return (
        <>
          <h1 class="govuk-heading-l">{words.title}</h1>
          <FormMarkup of={shown}>
            <input type="hidden" name="ownId" value={shown.value('ownId')} />
            {members.map((shape) => (
              <MemberInput
                shape={shape}
                form={shown}
                words={planWords[language]}
                shared={shared}
                needs={content['needs']}
              />
            ))}
            <Button text={words.saveItem} />
          </FormMarkup>
          {item === undefined ? null : (
            <FormMarkup of={form(removed)}>
              <Button text={words.removeItem} classes="govuk-button--warning" />
            </FormMarkup>
          )}
        </>
      );
    },
    forms: [written, removed],
    back: (place) => sectionLink(place, section),
  });
}

/** A page for an item of each list of a draft, and for one that is added. */
export const ITEM_PAGES: readonly Page[] = SECTIONS.flatMap((shape) =>
  shape.kind === 'list' ? [itemPage(shape)] : [],
);
