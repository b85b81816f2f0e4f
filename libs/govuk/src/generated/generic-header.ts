// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Words } from '../options.js';

export type GenericHeaderOptions = Words<'logoText', 'logoHtml'> & {
  /** The URL of the logo link. Defaults to the root of the current web domain ("/"). */
  readonly url?: Address | undefined;
  /** Classes for the container. Useful if you want to make the Generic header fixed width. */
  readonly containerClasses?: string | undefined;
  /** Classes to add to the Generic header container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example, data attributes) to add to the Generic header container. */
  readonly attributes?: Attributes | undefined;
};

export const GenericHeader = macroComponent<GenericHeaderOptions>('generic-header');
