// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, WithChildren, Words } from '../options.js';

export type ButtonOptions = Words<'text', 'html'> & {
  /** Type of the button, determining its behaviour in forms – `"button"`, `"submit"` or `"reset"`. Defaults to `"submit"`. This has no effect if `href` is set. */
  readonly type?: string | undefined;
  /** Name of the button, sent when a form is submitted. This has no effect if `href` is set. */
  readonly name?: string | undefined;
  /** Value of the button, sent when a form is submitted. This has no effect if `href` is set. */
  readonly value?: string | undefined;
  /** Whether the button should be disabled. `disabled` and `aria-disabled` attributes will be set automatically. This has no effect if `href` is set. */
  readonly disabled?: boolean | undefined;
  /** The URL that the button should link to. */
  readonly href?: Address | undefined;
  /** Classes to add to the button. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the button. */
  readonly attributes?: Attributes | undefined;
  /** Prevent accidental double clicks on submit buttons from submitting forms multiple times. This has no effect if `href` is set. */
  readonly preventDoubleClick?: boolean | undefined;
  /** Use for the main call to action on your service's start page. */
  readonly isStartButton?: boolean | undefined;
  /** The ID of the button. */
  readonly id?: string | undefined;
};

export type ButtonProps = WithChildren<ButtonOptions, 'text' | 'html'>;

export const Button = macroComponent<ButtonProps>('button', 'html');
