import { Button, DateInput, InsetText, Input, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../shell/form-markup.js';
import { link } from '../../shell/link.js';
import type { Shown } from '../../shell/shown.js';
import { codeText } from '../../words/codes.js';
import { fullName } from '../person-name.js';
import { findForm, type FindModel } from './form.js';
import type { Search } from './found.js';
import type { Words } from './words.js';

export const FindView = ({ search }: FindModel, shown: Shown<Words>): Markup => {
  const { words, shared, may } = shown;
  const form = shown.form(findForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      {search === undefined ? null : <Results search={search} shown={shown} />}
      <p class="govuk-body">{words.lead}</p>
      <FormMarkup of={form}>
        <Input
          {...form.input('name')}
          label={{ text: words.name }}
          hint={{ text: words.nameHint }}
          spellcheck={false}
        />
        <DateInput
          {...form.date('born', shared.shell)}
          fieldset={{ legend: { text: words.born } }}
          hint={{ text: words.bornHint }}
        />
        <Input
          {...form.input('number')}
          label={{ text: words.number }}
          classes="govuk-input--width-10"
          inputmode="numeric"
          spellcheck={false}
        />
        <Input
          {...form.input('postcode')}
          label={{ text: words.postcode }}
          classes="govuk-input--width-10"
          spellcheck={false}
        />
        <Button text={words.search} />
      </FormMarkup>
      <p class="govuk-body-s">{words.logged}</p>
      {may('registerPerson') ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/people/new">
            {words.register}
          </a>
        </p>
      ) : null}
    </>
  );
};

const Results = ({ search, shown }: { readonly search: Search; readonly shown: Shown<Words> }): Markup => {
  const { words, shared } = shown;
  const { items, more } = search;
  if (items.length === 0)
    return (
      <>
        <h2 class="govuk-heading-m">{words.nobody}</h2>
        <p class="govuk-body">{words.nobodyText}</p>
      </>
    );
  return (
    <>
      <h2 class="govuk-heading-m">{words.results(items.length)}</h2>
      <ul class="ct-people">
        {items.map(({ id, name, reasons }) => (
          <li class="ct-people__person">
            <h3 class="ct-people__name">
              <a class="govuk-link" href={link('/people/:personId', { personId: id })}>
                {fullName(name, shared)}
              </a>
            </h3>
            {name.preferred === undefined ? null : <p class="govuk-body-s">{shared.bar.known(name.preferred)}</p>}
            <p class="govuk-body-s">
              {words.why}: {reasons.map((reason) => codeText(words.reasons, reason)).join(', ')}
            </p>
          </li>
        ))}
      </ul>
      {more ? <InsetText text={words.more} /> : null}
    </>
  );
};
