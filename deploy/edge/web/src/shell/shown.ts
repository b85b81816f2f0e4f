import type { Operation } from '../api/operation.js';
import type { Language, SignedIn } from '../session/session.js';
import type { SharedWords } from '../words/en.js';
import type { Form } from './form.js';
import type { FormShown } from './form-shown.js';
import type { PersonShown } from './person-shown.js';

/** What a view may say beside its model, whatever the page. */
export interface PageShown {
  readonly language: Language;
  readonly shared: SharedWords;
  readonly user: SignedIn | undefined;
  /** What time it is on the platform. */
  readonly now: string;
  /** Whom the page is about. */
  readonly person: PersonShown | undefined;
  /** What a sentence calls them. */
  readonly name: string;
  /** Whether the user's role may call it at all: what it may not is not offered. */
  may(operation: Operation): boolean;
  /** A form of the page, as it is to be laid out. */
  form<Name extends string>(form: Form<never, Name>): FormShown<Name>;
  /** Whether a form is for the user. */
  offers(form: Form<never>): boolean;
  place(name: string): string;
}

/** The same with the page's own words. */
export interface Shown<Words> extends PageShown {
  readonly words: Words;
}
