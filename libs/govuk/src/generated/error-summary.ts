// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Markup, WithChildren, Words } from '../options.js';

export type ErrorSummaryOptions = Words<'titleText', 'titleHtml'> & {
  /** Text to use for the description of the errors. If you set `descriptionHtml`, the component will ignore `descriptionText`. */
  readonly descriptionText?: string | undefined;
  /** HTML to use for the description of the errors. If you set this option, the component will ignore `descriptionText`. */
  readonly descriptionHtml?: Markup | undefined;
  /** A list of errors to include in the error summary. */
  readonly errorList?:
    | readonly (Words<'text', 'html'> & {
        /** Href attribute for the error link item. If provided item will be an anchor. */
        readonly href?: Address | undefined;
        /** HTML attributes (for example data attributes) to add to the error link anchor. */
        readonly attributes?: Attributes | undefined;
      })[]
    | undefined;
  /** Prevent moving focus to the error summary when the page loads. */
  readonly disableAutoFocus?: boolean | undefined;
  /** Classes to add to the error-summary container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the error-summary container. */
  readonly attributes?: Attributes | undefined;
};

export type ErrorSummaryProps = WithChildren<ErrorSummaryOptions, 'descriptionText' | 'descriptionHtml'>;

export const ErrorSummary = macroComponent<ErrorSummaryProps>('error-summary', 'descriptionHtml');
