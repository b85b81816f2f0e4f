// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Words } from '../options.js';
import type { ErrorMessageOptions } from './error-message.js';
import type { HintOptions } from './hint.js';
import type { LabelOptions } from './label.js';

export type TextareaOptions = {
  /** The ID of the textarea. Defaults to the value of `name`. */
  readonly id?: string | undefined;
  /** The name of the textarea, which is submitted with the form data. */
  readonly name: string;
  /** Optional field to enable or disable the `spellcheck` attribute on the textarea. */
  readonly spellcheck?: boolean | undefined;
  /** Optional number of textarea rows (default is 5 rows). */
  readonly rows?: string | number | undefined;
  /** Optional initial value of the textarea. */
  readonly value?: string | undefined;
  /** If `true`, textarea will be disabled. */
  readonly disabled?: boolean | undefined;
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  readonly describedBy?: string | undefined;
  /** The label used by the textarea component. */
  readonly label: LabelOptions;
  /** Can be used to add a hint to the textarea component. */
  readonly hint?: HintOptions | undefined;
  /** Can be used to add an error message to the textarea component. The error message component will not display if you use a falsy value for `errorMessage`, for example `false` or `null`. */
  readonly errorMessage?: ErrorMessageOptions | undefined;
  /** Additional options for the form group containing the textarea component. */
  readonly formGroup?:
    | {
        /** Classes to add to the form group (for example to show error state for the whole group). */
        readonly classes?: string | undefined;
        /** HTML attributes (for example data attributes) to add to the form group. */
        readonly attributes?: Attributes | undefined;
        /** Content to add before the textarea used by the textarea component. */
        readonly beforeInput?: Words<'text', 'html'> | undefined;
        /** Content to add after the textarea used by the textarea component. */
        readonly afterInput?: Words<'text', 'html'> | undefined;
      }
    | undefined;
  /** Classes to add to the textarea. */
  readonly classes?: string | undefined;
  /** Attribute to meet [WCAG success criterion 1.3.5: Identify input purpose](https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html), for instance `"bday-day"`. See the [Autofill section in the HTML standard](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill) section in the HTML standard for full list of attributes that can be used. */
  readonly autocomplete?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the textarea. */
  readonly attributes?: Attributes | undefined;
};

export const Textarea = macroComponent<TextareaOptions>('textarea');
