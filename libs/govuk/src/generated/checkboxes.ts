// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Divided, Markup, Words } from '../options.js';
import type { ErrorMessageOptions } from './error-message.js';
import type { FieldsetOptions } from './fieldset.js';
import type { HintOptions } from './hint.js';

export type CheckboxesOptions = {
  /** One or more element IDs to add to the input `aria-describedby` attribute without a fieldset, used to provide additional descriptive information for screenreader users. */
  readonly describedBy?: string | undefined;
  /** Can be used to add a fieldset to the checkboxes component. */
  readonly fieldset?: FieldsetOptions | undefined;
  /** Can be used to add a hint to the checkboxes component. */
  readonly hint?: HintOptions | undefined;
  /** Can be used to add an error message to the checkboxes component. The error message component will not display if you use a falsy value for `errorMessage`, for example `false` or `null`. */
  readonly errorMessage?: ErrorMessageOptions | undefined;
  /** Additional options for the form group containing the checkboxes component. */
  readonly formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the form group. */
        readonly attributes?: Attributes | undefined;
        /** Content to add before all checkbox items within the checkboxes component. */
        readonly beforeInputs?: Words<'text', 'html'> | undefined;
        /** Content to add after all checkbox items within the checkboxes component. */
        readonly afterInputs?: Words<'text', 'html'> | undefined;
      }
    | undefined;
  /** Optional prefix. This is used to prefix the `id` attribute for each checkbox item input, hint and error message, separated by `-`. Defaults to the `name` option value. */
  readonly idPrefix?: string | undefined;
  /** Name attribute for all checkbox items. */
  readonly name: string;
  /** The checkbox items within the checkboxes component. */
  readonly items: readonly Divided<
    Words<'text', 'html'> & {
      /** Specific ID attribute for the checkbox item. If omitted, then component global `idPrefix` option will be applied. */
      readonly id?: string | undefined;
      /** Specific name for the checkbox item. If omitted, then component global `name` string will be applied. */
      readonly name?: string | undefined;
      /** Value for the checkbox input. */
      readonly value: string;
      /** Subset of options for the label used by each checkbox item within the checkboxes component. */
      readonly label?:
        | {
            /** Classes to add to the label tag. */
            readonly classes?: string | undefined;
            /** HTML attributes (for example data attributes) to add to the label tag. */
            readonly attributes?: Attributes | undefined;
          }
        | undefined;
      /** Can be used to add a hint to each checkbox item within the checkboxes component. */
      readonly hint?: HintOptions | undefined;
      /** Whether the checkbox should be checked when the page loads. Takes precedence over the top-level `values` option. */
      readonly checked?: boolean | undefined;
      /** Provide additional content to reveal when the checkbox is checked. */
      readonly conditional?:
        | {
            /** The HTML to reveal when the checkbox is checked. */
            readonly html: Markup;
          }
        | undefined;
      /** If set to `"exclusive"`, implements a 'None of these' type behaviour via JavaScript when checkboxes are clicked. */
      readonly behaviour?: string | undefined;
      /** If `true`, checkbox will be disabled. */
      readonly disabled?: boolean | undefined;
      /** HTML attributes (for example data attributes) to add to the checkbox input tag. */
      readonly attributes?: Attributes | undefined;
    }
  >[];
  /** Array of values for checkboxes which should be checked when the page loads. Use this as an alternative to setting the `checked` option on each individual item. */
  readonly values?: readonly string[] | undefined;
  /** Classes to add to the checkboxes container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the checkboxes container. */
  readonly attributes?: Attributes | undefined;
};

export const Checkboxes = macroComponent<CheckboxesOptions>('checkboxes');
