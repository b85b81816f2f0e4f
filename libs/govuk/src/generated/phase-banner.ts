// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';
import type { TagOptions } from './tag.js';

export type PhaseBannerOptions = Words<'text', 'html'> & {
  /** The tag used by the phase banner component. */
  readonly tag: TagOptions;
  /** Classes to add to the phase banner container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the phase banner container. */
  readonly attributes?: Attributes | undefined;
};

export type PhaseBannerProps = WithChildren<PhaseBannerOptions, 'text' | 'html'>;

export const PhaseBanner = macroComponent<PhaseBannerProps>('phase-banner', 'html');
