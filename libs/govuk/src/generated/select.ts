// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Words } from '../options.js';
import type { ErrorMessageOptions } from './error-message.js';
import type { HintOptions } from './hint.js';
import type { LabelOptions } from './label.js';

export type SelectOptions = {
  /** ID for the select box. Defaults to the value of `name`. */
  readonly id?: string | undefined;
  /** Name property for the select. */
  readonly name: string;
  /** The items within the select component. */
  readonly items: readonly {
    /** Value for the option. If this is omitted, the value is taken from the text content of the option element. */
    readonly value?: string | undefined;
    /** Text for the option item. */
    readonly text: string;
    /** Whether the option should be selected when the page loads. Takes precedence over the top-level `value` option. */
    readonly selected?: boolean | undefined;
    /** Sets the option item as disabled. */
    readonly disabled?: boolean | undefined;
    /** HTML attributes (for example data attributes) to add to the option. */
    readonly attributes?: Attributes | undefined;
  }[];
  /** Value for the option which should be selected. Use this as an alternative to setting the `selected` option on each individual item. */
  readonly value?: string | undefined;
  /** If `true`, select box will be disabled. Use the `disabled` option on each individual item to only disable certain options. */
  readonly disabled?: boolean | undefined;
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  readonly describedBy?: string | undefined;
  /** The label used by the select component. */
  readonly label: LabelOptions;
  /** Can be used to add a hint to the select component. */
  readonly hint?: HintOptions | undefined;
  /** Can be used to add an error message to the select component. The error message component will not display if you use a falsy value for `errorMessage`, for example `false` or `null`. */
  readonly errorMessage?: ErrorMessageOptions | undefined;
  /** Additional options for the form group containing the select component. */
  readonly formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the form group. */
        readonly attributes?: Attributes | undefined;
        /** Content to add before the select used by the select component. */
        readonly beforeInput?: Words<'text', 'html'> | undefined;
        /** Content to add after the select used by the select component. */
        readonly afterInput?: Words<'text', 'html'> | undefined;
      }
    | undefined;
  /** Classes to add to the select. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the select. */
  readonly attributes?: Attributes | undefined;
};

export const Select = macroComponent<SelectOptions>('select');
