// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Words } from '../options.js';

export type BreadcrumbsOptions = {
  /** The items within breadcrumbs. */
  readonly items: readonly (Words<'text', 'html'> & {
    /** Link for the breadcrumbs item. If not specified, breadcrumbs item is a normal list item. */
    readonly href?: Address | undefined;
    /** HTML attributes (for example data attributes) to add to the individual crumb. */
    readonly attributes?: Attributes | undefined;
  })[];
  /** Classes to add to the breadcrumbs container. */
  readonly classes?: string | undefined;
  /** When true, the breadcrumbs will collapse to the first and last item only on tablet breakpoint and below. */
  readonly collapseOnMobile?: boolean | undefined;
  /** HTML attributes (for example data attributes) to add to the breadcrumbs container. */
  readonly attributes?: Attributes | undefined;
  /** Plain text label identifying the landmark to screen readers. Defaults to "Breadcrumb". */
  readonly labelText?: string | undefined;
};

export const Breadcrumbs = macroComponent<BreadcrumbsOptions>('breadcrumbs');
