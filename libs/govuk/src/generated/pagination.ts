// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Markup } from '../options.js';

export type PaginationOptions = {
  /** The items within the pagination component. */
  readonly items?:
    | readonly {
        /** The pagination item text – usually a page number. Required unless the item is an ellipsis. */
        readonly number?: string | undefined;
        /** The visually hidden label for the pagination item, which will be applied to an `aria-label` and announced by screen readers on the pagination item link. Should include page number. Defaults to, for example "Page 1". */
        readonly visuallyHiddenText?: string | undefined;
        /** The link's URL. Required unless the item is an ellipsis. */
        readonly href?: Address | undefined;
        /** Set to `true` to indicate the current page the user is on. */
        readonly current?: boolean | undefined;
        /** Use this option if you want to specify an ellipsis at a given point between numbers. If you set this option as `true`, any other options for the item are ignored. */
        readonly ellipsis?: boolean | undefined;
        /** The HTML attributes (for example, data attributes) you want to add to the anchor. */
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  /** A link to the previous page, if there is a previous page. */
  readonly previous?:
    | {
        /** The text content of the link to the previous page. Defaults to `"Previous page"`, with 'page' being visually hidden. If `html` is provided, the `text` option will be ignored. */
        readonly text?: string | undefined;
        /** The HTML content of the link to the previous page. Defaults to `"Previous page"`, with 'page' being visually hidden. If `html` is provided, the `text` option will be ignored. */
        readonly html?: Markup | undefined;
        /** The optional label that goes underneath the link to the previous page, providing further context for the user about where the link goes. */
        readonly labelText?: string | undefined;
        /** The previous page's URL. */
        readonly href: Address;
        /** The HTML attributes (for example, data attributes) you want to add to the anchor. */
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  /** A link to the next page, if there is a next page. */
  readonly next?:
    | {
        /** The text content of the link to the next page. Defaults to `"Next page"`, with 'page' being visually hidden. If `html` is provided, the `text` option will be ignored. */
        readonly text?: string | undefined;
        /** The HTML content of the link to the next page. Defaults to `"Next page"`, with 'page' being visually hidden. If `html` is provided, the `text` option will be ignored. */
        readonly html?: Markup | undefined;
        /** The optional label that goes underneath the link to the next page, providing further context for the user about where the link goes. */
        readonly labelText?: string | undefined;
        /** The next page's URL. */
        readonly href: Address;
        /** The HTML attributes (for example, data attributes) you want to add to the anchor. */
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  /** The label for the navigation landmark that wraps the pagination. Defaults to `"Pagination"`. */
  readonly landmarkLabel?: string | undefined;
  /** The classes you want to add to the pagination `nav` parent. */
  readonly classes?: string | undefined;
  /** The HTML attributes (for example, data attributes) you want to add to the pagination `nav` parent. */
  readonly attributes?: Attributes | undefined;
};

export const Pagination = macroComponent<PaginationOptions>('pagination');
