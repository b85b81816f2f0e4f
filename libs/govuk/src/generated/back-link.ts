// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Markup, WithChildren } from '../options.js';

export type BackLinkOptions = {
  /** Text to use within the back link component. If `html` is provided, the `text` option will be ignored. Defaults to `"Back"`. */
  readonly text?: string | undefined;
  /** HTML to use within the back link component. If `html` is provided, the `text` option will be ignored. Defaults to `"Back"`. */
  readonly html?: Markup | undefined;
  /** The value of the link's `href` attribute. */
  readonly href: Address;
  /** Classes to add to the anchor tag. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the anchor tag. */
  readonly attributes?: Attributes | undefined;
};

export type BackLinkProps = WithChildren<BackLinkOptions, 'text' | 'html'>;

export const BackLink = macroComponent<BackLinkProps>('back-link', 'html');
