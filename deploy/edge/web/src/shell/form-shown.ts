import type { Fields } from '../session/session.js';
import { linesOf, type FieldKinds } from './field-kinds.js';
import type { Address } from './link.js';

/** A problem in the words of the page. */
export interface ShownProblem {
  readonly text: string;
  readonly field?: string;
  readonly href?: Address;
}

/** What the router knows of a form while it is shown. */
export interface FormState {
  readonly name: string;
  readonly csrf: string;
  readonly key: string;
  readonly etag: string | undefined;
  readonly base: string | undefined;
  readonly values: Fields;
  readonly problems: readonly ShownProblem[];
  /** The fields are what the user wrote earlier and did not send. */
  readonly kept: boolean;
}

/** A form as a view lays it out: what each component of a field needs to know of it. */
export class FormShown<Name extends string = string> {
  constructor(readonly state: FormState) {}

  value(name: Name, ending = ''): string {
    return this.state.values[`${name}${ending}`] ?? '';
  }

  /** For Input and Textarea. */
  input(name: Name) {
    return { id: name, name, value: this.value(name), errorMessage: this.#error(name) };
  }

  /** For Radios and Select. */
  choice(name: Name) {
    return { idPrefix: name, id: name, name, value: this.value(name), errorMessage: this.#error(name) };
  }

  /** For Checkboxes. */
  choices(name: Name) {
    return { idPrefix: name, name, values: linesOf(this.value(name)), errorMessage: this.#error(name) };
  }

  /** For DateInput; the words are those for day, month and year. */
  date(name: Name, words: { readonly day: string; readonly month: string; readonly year: string }) {
    const error = this.#error(name) === undefined ? '' : ' govuk-input--error';
    const part = (part: 'day' | 'month' | 'year', width: string) => ({
      name: part,
      label: words[part],
      classes: `govuk-input--width-${width}${error}`,
      value: this.value(name, `-${part}`),
    });
    return {
      id: name,
      namePrefix: name,
      errorMessage: this.#error(name),
      items: [part('day', '2'), part('month', '2'), part('year', '4')],
    };
  }

  #error(name: string): { readonly text: string } | undefined {
    const texts = this.state.problems.flatMap(({ text, field }) => (field === name ? text : []));
    return texts.length === 0 ? undefined : { text: texts.join('. ') };
  }
}

/** Lines of the summary above the page; a field's line leads to its first input. */
export function summary(
  kinds: FieldKinds,
  problems: readonly ShownProblem[],
): readonly { readonly text: string; readonly href?: Address | `#${string}` }[] {
  return problems.map(({ text, field, href }) => {
    if (href !== undefined) return { text, href };
    return field === undefined ? { text } : { text, href: `#${field}${kinds[field]?.inputs[0] ?? ''}` };
  });
}
