// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, WithChildren, Words } from '../options.js';

export type SkipLinkOptions = Words<'text', 'html'> & {
  /** The value of the skip link’s `href` attribute. Defaults to `"#content"` if you do not provide a value. */
  readonly href?: Address | undefined;
  /** Classes to add to the skip link. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the skip link. */
  readonly attributes?: Attributes | undefined;
};

export type SkipLinkProps = WithChildren<SkipLinkOptions, 'text' | 'html'>;

export const SkipLink = macroComponent<SkipLinkProps>('skip-link', 'html');
