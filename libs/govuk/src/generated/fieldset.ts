// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Markup, WithChildren, Words } from '../options.js';

export type FieldsetOptions = {
  /** One or more element IDs to add to the `aria-describedby` attribute, used to provide additional descriptive information for screenreader users. */
  readonly describedBy?: string | undefined;
  /** The legend for the fieldset component. */
  readonly legend?:
    | (Words<'text', 'html'> & {
        /** Classes to add to the legend. */
        readonly classes?: string | undefined;
        /** Whether the legend also acts as the heading for the page. */
        readonly isPageHeading?: boolean | undefined;
      })
    | undefined;
  /** Classes to add to the fieldset container. */
  readonly classes?: string | undefined;
  /** Optional ARIA role attribute. */
  readonly role?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the fieldset container. */
  readonly attributes?: Attributes | undefined;
  /** HTML to use/render within the fieldset element. */
  readonly html?: Markup | undefined;
};

export type FieldsetProps = WithChildren<FieldsetOptions, 'html'>;

export const Fieldset = macroComponent<FieldsetProps>('fieldset', 'html');
