// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type TagOptions = Words<'text', 'html'> & {
  /** Classes to add to the tag. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the tag. */
  readonly attributes?: Attributes | undefined;
};

export type TagProps = WithChildren<TagOptions, 'text' | 'html'>;

export const Tag = macroComponent<TagProps>('tag', 'html');
