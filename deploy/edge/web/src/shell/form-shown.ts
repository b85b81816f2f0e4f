import type { Fields } from '../session/session.js';
import { linesOf, type FieldKinds } from './field-kinds.js';
import type { Address } from './link.js';

/** A problem in the words of the page. */
export interface ShownProblem {
  readonly text: string;
  readonly code: string;
  /** What it names: ids and codes, to be sent back or led to. */
  readonly items: readonly string[];
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
    const id: string = name;
    return { id, name: id, value: this.value(name), errorMessage: this.#error(name) };
  }

  /** For Radios and Select. */
  choice(name: Name) {
    const id: string = name;
    return { idPrefix: id, id, name: id, value: this.value(name), errorMessage: this.#error(name) };
  }

  /** For Checkboxes. */
  choices(name: Name) {
    const id: string = name;
    return { idPrefix: id, name: id, values: linesOf(this.value(name)), errorMessage: this.#error(name) };
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
    const id: string = name;
    return {
      id,
      namePrefix: id,
      errorMessage: this.#error(name),
      items: [part('day', '2'), part('month', '2'), part('year', '4')],
    };
  }

  /** What a refusal of this code named; nothing where there was none. */
  named(code: string): readonly string[] {
    return this.state.problems.flatMap((problem) => (problem.code === code ? problem.items : []));
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
