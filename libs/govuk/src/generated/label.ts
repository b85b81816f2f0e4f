// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type LabelOptions = Words<'text', 'html'> & {
  /** The value of the `for` attribute, the ID of the input the label is associated with. */
  readonly for?: string | undefined;
  /** Whether the label also acts as the heading for the page. */
  readonly isPageHeading?: boolean | undefined;
  /** Classes to add to the label tag. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the label tag. */
  readonly attributes?: Attributes | undefined;
};

export type LabelProps = WithChildren<LabelOptions, 'text' | 'html'>;

export const Label = macroComponent<LabelProps>('label', 'html');
