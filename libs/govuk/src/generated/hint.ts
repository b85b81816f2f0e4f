// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type HintOptions = Words<'text', 'html'> & {
  /** Optional ID attribute to add to the hint span tag. */
  readonly id?: string | undefined;
  /** Classes to add to the hint span tag. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the hint span tag. */
  readonly attributes?: Attributes | undefined;
};

export type HintProps = WithChildren<HintOptions, 'text' | 'html'>;

export const Hint = macroComponent<HintProps>('hint', 'html');
