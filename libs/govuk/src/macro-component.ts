import { Fragment } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import { callMacro } from './macros.js';
import type { Child } from './options.js';

const markupNames = /^html$|Html$|^(start|end|navigationStart|navigationEnd)$/;
const addressNames = /^(href|url|[a-z]\w*Url)$/;
/** A path of this site, a place on the page, or a page elsewhere over TLS. Two slashes would lead to another host. */
const address = /^(\/(?![/\\])|#|\?|https:\/\/)/;

const isMarkup = (value: unknown): value is HtmlEscapedString =>
  typeof value === 'object' && value !== null && 'isEscaped' in value && value.isEscaped === true;

function written(markup: object): string {
  const text: unknown = markup.toString();
  if (typeof text !== 'string') throw new TypeError('A component inside a macro may not be asynchronous.');
  return text;
}

/** The options as macros take them. The types say the same; this holds where a type was got round. */
function plain(value: unknown, name: string): unknown {
  if (isMarkup(value)) return written(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([inner, option]) => [inner, plain(option, inner)]));
  if (typeof value !== 'string') return value;
  if (markupNames.test(name)) throw new TypeError(`The option ${name} takes markup from TSX, not a string.`);
  if (addressNames.test(name) && !address.test(value)) throw new TypeError(`The option ${name} is not an address.`);
  return value;
}

const paramsOf = (options: object) =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, plain(option, name)]));

/**
 * A component that renders an official macro.
 * @param childrenAs the option that takes what stands between the tags
 */
export function macroComponent<Options extends object>(
  component: string,
  childrenAs?: string,
  library: 'govuk' | 'moj' = 'govuk',
): (options: Options & { readonly children?: Child }) => HtmlEscapedString {
  return ({ children, ...options }) => {
    const params = paramsOf(options);
    if (childrenAs !== undefined && children !== undefined) params[childrenAs] = written(Fragment({ children }));
    return callMacro(library, component, params);
  };
}
