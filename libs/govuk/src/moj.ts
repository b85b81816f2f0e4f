// Components of the Ministry of Justice, which publishes no list of options: the types are written by hand from its templates.
import { macroComponent } from './macro-component.js';
import type { Address, Attributes, WithChildren, Words } from './options.js';

interface Dressed {
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** A word about the state of something. It stands in a sentence or a heading, never alone. */
export type BadgeOptions = Words<'text', 'html'> & Dressed;
export const Badge = macroComponent<WithChildren<BadgeOptions, 'text' | 'html'>>('badge', 'html', 'moj');

export type TimelineItem = Words<'text', 'html'> &
  Dressed & {
    readonly label: Words<'text', 'html'>;
    readonly byline?: Words<'text', 'html'> | undefined;
    readonly datetime: { readonly timestamp: string; readonly type: 'date' | 'time' | 'datetime' };
  };
export interface TimelineOptions extends Dressed {
  readonly headingLevel?: number | undefined;
  readonly items: readonly TimelineItem[];
}
export const Timeline = macroComponent<TimelineOptions>('timeline', undefined, 'moj');

/** Who this page is about, above what it says about them. */
export interface IdentityBarOptions extends Dressed {
  readonly title: Words<'text', 'html'>;
}
export const IdentityBar = macroComponent<IdentityBarOptions>('identity-bar', undefined, 'moj');

/** Pages beside this one, in a row. */
export interface SubNavigationOptions extends Dressed {
  readonly label: string;
  readonly items: readonly SideNavigationItem[];
}
export const SubNavigation = macroComponent<SubNavigationOptions>('sub-navigation', undefined, 'moj');

export type SideNavigationItem = Words<'text', 'html'> & {
  readonly href: Address;
  readonly active?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
};
export interface SideNavigationSection {
  readonly heading: Words<'text', 'html'> & Dressed & { readonly headingLevel?: number | undefined };
  readonly items: readonly SideNavigationItem[];
}
export type SideNavigationOptions = Dressed & { readonly label: string } & (
    | { readonly items: readonly SideNavigationItem[]; readonly sections?: undefined }
    | { readonly sections: readonly SideNavigationSection[]; readonly items?: undefined }
  );
export const SideNavigation = macroComponent<SideNavigationOptions>('side-navigation', undefined, 'moj');
