import type { Role } from '@carethread/contracts';
import type { Markup } from '@carethread/govuk';
import type { Operation } from '../api/operation.js';
import type { Language } from '../session/session.js';
import type { Languages } from '../words/languages.js';
import type { Asked } from './asked.js';
import type { SavedFile } from './saved-file.js';
import type { Form, OpenForm } from './form.js';
import type { Address } from './link.js';
import type { PageShown, Shown } from './shown.js';

/** One page: who may open it, what it reads, how that becomes a model, and how the model is shown. */
export interface PageRow<Path extends Address, Read extends Operation, Words, Model> {
  readonly path: Path;
  /** Roles that may open it, or anybody, signed in or not. */
  readonly who: readonly Role[] | 'anybody';
  /** Operations that every one of these roles may call. */
  readonly reads?: readonly Read[];
  /** Operations that some of these roles may not call: the page asks `may` first, or calls `readIfThere`. */
  readonly alsoReads?: readonly Read[];
  readonly words: Languages<Words>;
  /** Gathers the model. */
  readonly load: (asked: Asked<NoInfer<Read>, Path>) => Promise<Model>;
  /** Names the page, and never the person. */
  readonly title: (words: Words, model: NoInfer<Model>) => string;
  /** A pure function: no request, no clock, no session. */
  readonly view: (model: Model, shown: Shown<Words>) => Markup;
  readonly forms?: readonly Form<Model>[];
  /** The page that it belongs under: where its link back leads. */
  readonly back?: (place: (name: string) => string) => Address;
}

/** A page whose model is there. */
export interface Opened {
  title(language: Language): string;
  view(shown: PageShown): Markup;
  readonly forms: readonly OpenForm[];
}

/** A page as the router knows it. */
export interface Page {
  readonly path: Address;
  readonly who: readonly Role[] | 'anybody';
  readonly reads: readonly Operation[];
  readonly alsoReads: readonly Operation[];
  readonly forms: readonly Pick<Form<never>, 'name' | 'who' | 'command' | 'codes'>[];
  readonly back: ((place: (name: string) => string) => Address) | undefined;
  open(asked: Asked): Promise<Opened>;
  /** Of a row that is saved and not shown. */
  readonly file?: (asked: Asked) => Promise<SavedFile>;
}

export function page<const Path extends Address, const Read extends Operation, Words, Model>(
  row: PageRow<Path, Read, Words, Model>,
): Page {
  const { path, who, reads = [], alsoReads = [], forms = [], words, back } = row;
  return {
    path,
    who,
    reads,
    alsoReads,
    forms,
    back,
    open: async (asked) => {
      const model = await row.load(asked);
      return {
        title: (language) => row.title(words[language], model),
        view: (shown) => row.view(model, { ...shown, words: words[shown.language] }),
        forms: forms.map((form) => form.open(model)),
      };
    },
  };
}
