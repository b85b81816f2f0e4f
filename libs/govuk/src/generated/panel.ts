// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, WithChildren, Words } from '../options.js';

export type PanelOptions = Words<'titleText', 'titleHtml'> &
  Words<'text', 'html'> & {
    /** Heading level, from `1` to `6`. Default is `1`. */
    readonly headingLevel?: number | undefined;
    /** Classes to add to the panel container. */
    readonly classes?: string | undefined;
    /** HTML attributes (for example data attributes) to add to the panel container. */
    readonly attributes?: Attributes | undefined;
    /** Can be used when creating an [interruption panel](https://design-system.service.gov.uk/components/panel/#interruption-panel) which will add a button or link. Default is `button` unless you set `href` which will show the action as a link. */
    readonly actions?:
      | {
          /** The list of buttons or links to display at the end of an Interruption panel. */
          readonly items?:
            | readonly {
                /** The button or link text. */
                readonly text: string;
                /** The type of button – `"button"` or `"submit"`. If `href` is provided, set `type` to `"button"` render a link styled as a button. */
                readonly type?: string | undefined;
                /** The `href` for a link. Set `type` to `"button"` and set `href` to render a link styled as a button. */
                readonly href?: Address | undefined;
                /** The additional classes that you want to add to the button or link. */
                readonly classes?: string | undefined;
                /** The additional attributes that you want to add to the button or link. For example, data attributes. */
                readonly attributes?: Attributes | undefined;
              }[]
            | undefined;
          /** The additional classes that you want to add to the `govuk-panel__actions` element that wraps the buttons or links. */
          readonly classes?: string | undefined;
          /** The additional attributes that you want to add to the `govuk-panel__actions` element that wraps the buttons or links. For example, data attributes. */
          readonly attributes?: Attributes | undefined;
        }
      | undefined;
  };

export type PanelProps = WithChildren<PanelOptions, 'text' | 'html'>;

export const Panel = macroComponent<PanelProps>('panel', 'html');
