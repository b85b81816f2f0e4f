// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type ErrorMessageOptions = Words<'text', 'html'> & {
  /** ID attribute to add to the error message `<p>` tag. */
  readonly id?: string | undefined;
  /** Classes to add to the error message `<p>` tag. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the error message `<p>` tag. */
  readonly attributes?: Attributes | undefined;
  /** A visually hidden prefix used before the error message. Defaults to `"Error"`. */
  readonly visuallyHiddenText?: string | undefined;
};

export type ErrorMessageProps = WithChildren<ErrorMessageOptions, 'text' | 'html'>;

export const ErrorMessage = macroComponent<ErrorMessageProps>('error-message', 'html');
