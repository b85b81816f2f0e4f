// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Divided, Markup, Words } from '../options.js';
import type { ErrorMessageOptions } from './error-message.js';
import type { FieldsetOptions } from './fieldset.js';
import type { HintOptions } from './hint.js';

export type RadiosOptions = {
  /** The fieldset used by the radios component. */
  readonly fieldset?: FieldsetOptions | undefined;
  /** Can be used to add a hint to the radios component. */
  readonly hint?: HintOptions | undefined;
  /** Can be used to add an error message to the radios component. The error message component will not display if you use a falsy value for `errorMessage`, for example `false` or `null`. */
  readonly errorMessage?: ErrorMessageOptions | undefined;
  /** Additional options for the form group containing the radios component. */
  readonly formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the form group. */
        readonly attributes?: Attributes | undefined;
        /** Content to add before all radio items within the radios component. */
        readonly beforeInputs?: Words<'text', 'html'> | undefined;
        /** Content to add after all radio items within the radios component. */
        readonly afterInputs?: Words<'text', 'html'> | undefined;
      }
    | undefined;
  /** Optional prefix. This is used to prefix the `id` attribute for each radio input, hint and error message, separated by `-`. Defaults to the `name` option value. */
  readonly idPrefix?: string | undefined;
  /** Name attribute for the radio items. */
  readonly name: string;
  /** The radio items within the radios component. */
  readonly items: readonly Divided<
    Words<'text', 'html'> & {
      /** Specific ID attribute for the radio item. If omitted, then `idPrefix` string will be applied. */
      readonly id?: string | undefined;
      /** Value for the radio input. */
      readonly value: string;
      /** Subset of options for the label used by each radio item within the radios component. */
      readonly label?:
        | {
            /** Classes to add to the label tag. */
            readonly classes?: string | undefined;
            /** HTML attributes (for example data attributes) to add to the label tag. */
            readonly attributes?: Attributes | undefined;
          }
        | undefined;
      /** Can be used to add a hint to each radio item within the radios component. */
      readonly hint?: HintOptions | undefined;
      /** Whether the radio should be checked when the page loads. Takes precedence over the top-level `value` option. */
      readonly checked?: boolean | undefined;
      /** Provide additional content to reveal when the radio is checked. */
      readonly conditional?:
        | {
            /** The HTML to reveal when the radio is checked. */
            readonly html: Markup;
          }
        | undefined;
      /** If `true`, radio will be disabled. */
      readonly disabled?: boolean | undefined;
      /** HTML attributes (for example data attributes) to add to the radio input tag. */
      readonly attributes?: Attributes | undefined;
    }
  >[];
  /** The value for the radio which should be checked when the page loads. Use this as an alternative to setting the `checked` option on each individual item. */
  readonly value?: string | undefined;
  /** Classes to add to the radio container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the radio container. */
  readonly attributes?: Attributes | undefined;
};

export const Radios = macroComponent<RadiosOptions>('radios');
