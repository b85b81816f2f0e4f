import type { Markup } from '@carethread/govuk';
import type { Shown } from '../../shell/shown.js';

/** A page that says how things are: sections of sentences. */
export interface AboutWords {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

export const AboutView = (_: object, { words }: Shown<AboutWords>): Markup => (
  <>
    <h1 class="govuk-heading-l">{words.title}</h1>
    {words.sections.map(({ heading, lines }) => (
      <>
        <h2 class="govuk-heading-m">{heading}</h2>
        {lines.map((line) => (
          <p class="govuk-body">{line}</p>
        ))}
      </>
    ))}
  </>
);
