// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Words } from '../options.js';
import type { ErrorMessageOptions } from './error-message.js';
import type { HintOptions } from './hint.js';
import type { LabelOptions } from './label.js';

export type InputOptions = {
  /** The ID of the input. Defaults to the value of `name`. */
  readonly id?: string | undefined;
  /** The name of the input, which is submitted with the form data. */
  readonly name: string;
  /** Type of input control to render, for example, a password input control. Defaults to `"text"`. */
  readonly type?: string | undefined;
  /** Optional value for [the inputmode attribute](https://developer.mozilla.org/en-US/docs/Web/HTML/Global_attributes/inputmode). */
  readonly inputmode?: string | undefined;
  /** Optional initial value of the input. */
  readonly value?: string | undefined;
  /** If `true`, input will be disabled. */
  readonly disabled?: boolean | undefined;
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  readonly describedBy?: string | undefined;
  /** The label used by the text input component. */
  readonly label: LabelOptions;
  /** Can be used to add a hint to a text input component. */
  readonly hint?: HintOptions | undefined;
  /** Can be used to add an error message to the text input component. The error message component will not display if you use a falsy value for `errorMessage`, for example `false` or `null`. */
  readonly errorMessage?: ErrorMessageOptions | undefined;
  /** Can be used to add a prefix to the text input component. */
  readonly prefix?:
    | (Words<'text', 'html'> & {
        /** Classes to add to the prefix. */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the prefix element. */
        readonly attributes?: Attributes | undefined;
      })
    | undefined;
  /** Can be used to add a suffix to the text input component. */
  readonly suffix?:
    | (Words<'text', 'html'> & {
        /** Classes to add to the suffix element. */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the suffix element. */
        readonly attributes?: Attributes | undefined;
      })
    | undefined;
  /** Additional options for the form group containing the text input component. */
  readonly formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the form group. */
        readonly attributes?: Attributes | undefined;
        /** Content to add before the input used by the text input component. */
        readonly beforeInput?: Words<'text', 'html'> | undefined;
        /** Content to add after the input used by the text input component. */
        readonly afterInput?: Words<'text', 'html'> | undefined;
      }
    | undefined;
  /** Classes to add to the input. */
  readonly classes?: string | undefined;
  /** Attribute to meet [WCAG success criterion 1.3.5: Identify input purpose](https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html), for instance `"bday-day"`. See the [Autofill section in the HTML standard](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill) section in the HTML standard for full list of attributes that can be used. */
  readonly autocomplete?: string | undefined;
  /** Attribute to [provide a regular expression pattern](https://html.spec.whatwg.org/multipage/input.html#the-pattern-attribute), used to match allowed character combinations for the input value. */
  readonly pattern?: string | undefined;
  /** Optional field to enable or disable the `spellcheck` attribute on the input. */
  readonly spellcheck?: boolean | undefined;
  /** Optional field to enable or disable autocapitalisation of user input. [See the Autocapitalization section in the HTML spec](https://html.spec.whatwg.org/multipage/interaction.html#autocapitalization) for a full list of values that can be used. */
  readonly autocapitalize?: string | undefined;
  /** If any of `prefix`, `suffix`, `formGroup.beforeInput` or `formGroup.afterInput` have a value, a wrapping element is added around the input and inserted content. This object allows you to customise that wrapping element. */
  readonly inputWrapper?:
    | {
        /** Classes to add to the wrapping element. */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the wrapping element. */
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  /** HTML attributes (for example data attributes) to add to the input. */
  readonly attributes?: Attributes | undefined;
};

export const Input = macroComponent<InputOptions>('input');
