// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type WarningTextOptions = Words<'text', 'html'> & {
  /** The fallback text for the icon. Defaults to `"Warning"`. */
  readonly iconFallbackText?: string | undefined;
  /** Classes to add to the warning text. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the warning text. */
  readonly attributes?: Attributes | undefined;
};

export type WarningTextProps = WithChildren<WarningTextOptions, 'text' | 'html'>;

export const WarningText = macroComponent<WarningTextProps>('warning-text', 'html');
