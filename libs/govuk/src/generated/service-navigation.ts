// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Markup, Words } from '../options.js';

export type ServiceNavigationOptions = {
  /** Classes to add to the service navigation container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example, data attributes) to add to the service navigation container. */
  readonly attributes?: Attributes | undefined;
  /** The text for the `aria-label` which labels the service navigation container when a service name is included. Defaults to `"Service information"`. */
  readonly ariaLabel?: string | undefined;
  /** The text of the mobile navigation menu toggle. */
  readonly menuButtonText?: string | undefined;
  /** The screen reader label for the mobile navigation menu toggle. Defaults to the same value as `menuButtonText` if not specified. */
  readonly menuButtonLabel?: string | undefined;
  /** The screen reader label for the mobile navigation menu. Defaults to the same value as `menuButtonText` if not specified. */
  readonly navigationLabel?: string | undefined;
  /** The ID used to associate the mobile navigation toggle with the navigation menu. Defaults to `navigation`. */
  readonly navigationId?: string | undefined;
  /** Classes to add to the navigation menu container. */
  readonly navigationClasses?: string | undefined;
  /** Whether the navigation should be collapsed inside a menu on mobile. Defaults to true if there is more than one navigation item. */
  readonly collapseNavigationOnMobile?: boolean | undefined;
  /** The name of your service. */
  readonly serviceName?: string | undefined;
  /** The homepage of your service. */
  readonly serviceUrl?: Address | undefined;
  /** Used to add navigation to the service header. */
  readonly navigation: readonly (Words<'text', 'html'> & {
    /** If `true`, indicates that the user is currently on this page. This takes precedence over `active`. */
    readonly current?: boolean | undefined;
    /** If `true`, indicates that the user is within this group of pages in the navigation hierarchy. */
    readonly active?: boolean | undefined;
    /** URL of the navigation item anchor. */
    readonly href?: Address | undefined;
    /** HTML attributes (for example data attributes) to add to the navigation item anchor. */
    readonly attributes?: Attributes | undefined;
  })[];
  /** Specified points for injecting custom HTML into the service header. */
  readonly slots?:
    | {
        /** HTML injected at the start of the service header container. */
        readonly start?: Markup | undefined;
        /** HTML injected at the end of the service header container. */
        readonly end?:
          | Markup
          | {
              /** HTML injected at the end of the service header container. */
              readonly html?: Markup | undefined;
              /** By default, the `end` slot renders below the navigation items. Use `inline` to render it on the same line as the navigation items when space is available. */
              readonly align?: string | undefined;
            }
          | undefined;
        /** HTML injected before the first list item in the navigation list. Requires `navigation` to be set. */
        readonly navigationStart?: Markup | undefined;
        /** HTML injected after the last list item in the navigation list. Requires `navigation` to be set. */
        readonly navigationEnd?: Markup | undefined;
      }
    | undefined;
};

export const ServiceNavigation = macroComponent<ServiceNavigationOptions>('service-navigation');
