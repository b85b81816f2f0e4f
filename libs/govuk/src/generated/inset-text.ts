// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type InsetTextOptions = Words<'text', 'html'> & {
  /** ID attribute to add to the inset text container. */
  readonly id?: string | undefined;
  /** Classes to add to the inset text container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the inset text container. */
  readonly attributes?: Attributes | undefined;
};

export type InsetTextProps = WithChildren<InsetTextOptions, 'text' | 'html'>;

export const InsetText = macroComponent<InsetTextProps>('inset-text', 'html');
