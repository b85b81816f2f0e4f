// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Words } from '../options.js';

export type TabsOptions = {
  /** This is used for the main component and to compose the ID attribute for each item. */
  readonly id?: string | undefined;
  /** Optional prefix. This is used to prefix the `id` attribute for each tab item and panel, separated by `-`. */
  readonly idPrefix?: string | undefined;
  /** Title for the tabs table of contents. */
  readonly title?: string | undefined;
  /** The individual tabs within the tabs component. */
  readonly items: readonly {
    /** Specific ID attribute for the tab item. If omitted, then `idPrefix` string is required instead. */
    readonly id?: string | undefined;
    /** The text label of a tab item. */
    readonly label: string;
    /** HTML attributes (for example data attributes) to add to the tab. */
    readonly attributes?: Attributes | undefined;
    /** The contents of each tab within the tabs component. This is referenced as a panel. */
    readonly panel: Words<'text', 'html'> & {
      /** HTML attributes (for example data attributes) to add to the tab panel. */
      readonly attributes?: Attributes | undefined;
    };
  }[];
  /** Classes to add to the tabs component. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the tabs component. */
  readonly attributes?: Attributes | undefined;
};

export const Tabs = macroComponent<TabsOptions>('tabs');
