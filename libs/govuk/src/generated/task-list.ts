// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Address, Attributes, Markup, Words } from '../options.js';
import type { TagOptions } from './tag.js';

export type TaskListOptions = {
  /** The items for each task within the task list component. */
  readonly items: readonly {
    /** The main title for the task within the task list component. */
    readonly title: Words<'text', 'html'> & {
      /** Classes to add to the title wrapper. */
      readonly classes?: string | undefined;
    };
    /** Can be used to add a hint to each task within the task list component. */
    readonly hint?: Words<'text', 'html'> | undefined;
    /** The status for each task within the task list component. */
    readonly status: {
      /** Can be used to add a tag to the status of the task within the task list component. */
      readonly tag?: TagOptions | undefined;
      /** Text to use for the status, as an alternative to using a tag. If `html` or `tag` is provided, the `text` argument will be ignored. */
      readonly text?: string | undefined;
      /** HTML to use for the status, as an alternative to using a tag. If `html` or `tag` is provided, the `text` argument will be ignored. */
      readonly html?: Markup | undefined;
      /** Classes to add to the status container. */
      readonly classes?: string | undefined;
    };
    /** The value of the link’s `href` attribute for the task list item. */
    readonly href?: Address | undefined;
    /** Classes to add to the item `div`. */
    readonly classes?: string | undefined;
  }[];
  /** Classes to add to the `ul` container for the task list. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the `ul` container for the task list. */
  readonly attributes?: Attributes | undefined;
  /** Optional prefix. This is used to prefix the `id` attribute for the task list item tag and hint, separated by `-`. Defaults to `"task-list"`. */
  readonly idPrefix?: string | undefined;
};

export const TaskList = macroComponent<TaskListOptions>('task-list');
