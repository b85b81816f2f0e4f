// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type FeedbackOptions = Words<'titleText', 'titleHtml'> &
  Words<'text', 'html'> & {
    /** Heading level, from `1` to `6`. Default is `2`. */
    readonly headingLevel?: number | undefined;
    /** Classes to add to the Feedback component container. */
    readonly classes?: string | undefined;
    /** HTML attributes (for example, data attributes) to add to the Feedback component container. */
    readonly attributes?: Attributes | undefined;
  };

export type FeedbackProps = WithChildren<FeedbackOptions, 'text' | 'html'>;

export const Feedback = macroComponent<FeedbackProps>('feedback', 'html');
