// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Markup, Words } from '../options.js';

export type SummaryListOptions = {
  /** The rows within the summary list component. */
  readonly rows: readonly {
    /** Classes to add to the row `div`. */
    readonly classes?: string | undefined;
    /** The reference content (key) for each row item in the summary list component. */
    readonly key: Words<'text', 'html'> & {
      /** Classes to add to the key wrapper. */
      readonly classes?: string | undefined;
    };
    /** The value for each row item in the summary list component. */
    readonly value: Words<'text', 'html'> & {
      /** Classes to add to the value wrapper. */
      readonly classes?: string | undefined;
    };
    /** The action link content for each row item in the summary list component. */
    readonly actions?:
      | {
          /** The action link items within the row item of the summary list component. */
          readonly items?:
            | readonly (Words<'text', 'html'> & {
                /** The value of the link's `href` attribute for an action item. */
                readonly href: Address;
                /** Actions rely on context from the surrounding content so may require additional accessible text. Text supplied to this option is appended to the end. Use `html` for more complicated scenarios. */
                readonly visuallyHiddenText?: string | undefined;
                /** Classes to add to the action item. */
                readonly classes?: string | undefined;
                /** HTML attributes (for example data attributes) to add to the action item. */
                readonly attributes?: Attributes | undefined;
              })[]
            | undefined;
          /** Classes to add to the actions wrapper. */
          readonly classes?: string | undefined;
        }
      | undefined;
  }[];
  /** Can be used to wrap a summary card around the summary list component. If any of these options are present, a summary card will wrap around the summary list. */
  readonly card?:
    | {
        /** Data for the summary card header. */
        readonly title?:
          | {
              /** Text to use within each title. If `html` is provided, the `text` option will be ignored. */
              readonly text?: string | undefined;
              /** Text to use within each title. If `html` is provided, the `text` option will be ignored. */
              readonly html?: Markup | undefined;
              /** Heading level, from `1` to `6`. Default is `2`. */
              readonly headingLevel?: number | undefined;
              /** Classes to add to the title wrapper. */
              readonly classes?: string | undefined;
            }
          | undefined;
        /** The action link content shown in the header of each summary card wrapped around the summary list component. */
        readonly actions?:
          | {
              /** The action link items shown in the header within the summary card wrapped around the summary list component. */
              readonly items?:
                | readonly (Words<'text', 'html'> & {
                    /** The value of the link's `href` attribute for an action item. */
                    readonly href: Address;
                    /** Actions rely on context from the surrounding content so may require additional accessible text. Text supplied to this option is appended to the end. Use `html` for more complicated scenarios. */
                    readonly visuallyHiddenText?: string | undefined;
                    /** Classes to add to the action item. */
                    readonly classes?: string | undefined;
                    /** HTML attributes (for example data attributes) to add to the action item. */
                    readonly attributes?: Attributes | undefined;
                  })[]
                | undefined;
              /** Classes to add to the actions wrapper. */
              readonly classes?: string | undefined;
            }
          | undefined;
        /** Classes to add to the container. */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the container. */
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  /** Classes to add to the container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the container. */
  readonly attributes?: Attributes | undefined;
};

export const SummaryList = macroComponent<SummaryListOptions>('summary-list');
