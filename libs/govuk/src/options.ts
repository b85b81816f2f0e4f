// The types that the generated wrappers share.
import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';

export type { Child };

/** Markup from TSX. A plain string is none: words go into `text`, where the macro escapes them. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Where a link leads. No scheme but https can be written; words of a record never become an address. */
export type Address = `/${string}` | `#${string}` | `?${string}` | `https://${string}`;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A message for each plural form of the language, with `%{count}` in it. */
export type Plurals = Readonly<Partial<Record<'zero' | 'one' | 'two' | 'few' | 'many' | 'other', string>>>;

/** Words or markup, exactly one of them. */
export type Words<Text extends string, Html extends string> =
  | (Readonly<Record<Text, string>> & Readonly<Partial<Record<Html, undefined>>>)
  | (Readonly<Record<Html, Markup>> & Readonly<Partial<Record<Text, undefined>>>);

/** An item of a list of choices, or the word between two of them. */
export type Divided<Item> = Item | { readonly divider: string };

type Without<Options, Names extends PropertyKey> = Options extends unknown ? Omit<Options, Names> : never;

/** The options, or what stands between the tags instead of some of them. */
export type WithChildren<Options, Replaced extends PropertyKey> =
  (Options & { readonly children?: undefined }) | (Without<Options, Replaced> & { readonly children: Child });
