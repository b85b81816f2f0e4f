// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Words } from '../options.js';

export type LanguageNavigationOptions = {
  /** The languages to display within the language navigation. */
  readonly items: readonly (Words<'text', 'html'> & {
    /** The language tag for the language item text (for example, `cy` for Welsh). Added as a `lang` attribute so that assistive technologies pronounce the language name correctly. */
    readonly lang: string;
    /** The language tag for the linked page (for example, `cy` for Welsh). Added as an `hreflang` attribute for search engines and other machine readers. Defaults to `lang` when omitted. */
    readonly hrefLang?: string | undefined;
    /** The text direction of the script the language name is written in (`ltr` for left-to-right scripts or `rtl` for right-to-left). Set this on every item if the navigation includes scripts written in different directions. */
    readonly dir?: string | undefined;
    /** Link to the current page in this language. */
    readonly href?: Address | undefined;
    /** Whether this is the language of the current page. Defaults to `true` when `href` is not provided. */
    readonly current?: boolean | undefined;
    /** Visually hidden text after a language link to indicate what the link will do. Write it in the language of the link (for example, "Change the language to English"). */
    readonly languageDescriptionText?: string | undefined;
    /** Classes to add to the language item anchor. */
    readonly classes?: string | undefined;
    /** HTML attributes to add to the language item anchor. */
    readonly attributes?: Attributes | undefined;
  })[];
  /** Plain text label identifying the navigation landmark to screen readers. Write it in the language of the current page. Defaults to "Language". */
  readonly ariaLabel?: string | undefined;
  /** Classes to add to the language navigation container. */
  readonly classes?: string | undefined;
  /** HTML attributes to add to the language navigation container. */
  readonly attributes?: Attributes | undefined;
};

export const LanguageNavigation = macroComponent<LanguageNavigationOptions>('language-navigation');
