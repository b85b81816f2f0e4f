// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, Markup, Words } from '../options.js';

export type TableOptions = {
  /** The rows within the table component. */
  readonly rows: readonly (readonly (Words<'text', 'html'> & {
    /** Specify format of a cell. Currently we only use "numeric". */
    readonly format?: string | undefined;
    /** Classes to add to the table row cell. */
    readonly classes?: string | undefined;
    /** Specify how many columns a cell extends. */
    readonly colspan?: number | undefined;
    /** Specify how many rows a cell extends. */
    readonly rowspan?: number | undefined;
    /** HTML attributes (for example data attributes) to add to the table cell. */
    readonly attributes?: Attributes | undefined;
  })[])[];
  /** Can be used to add a row of table header cells (`<th>`) at the top of the table component. */
  readonly head?:
    | readonly {
        /** If `html` is set, this is not required. Text for table head cells. If `html` is provided, the `text` option will be ignored. */
        readonly text?: string | undefined;
        /** If `text` is set, this is not required. HTML for table head cells. If `html` is provided, the `text` option will be ignored. */
        readonly html?: Markup | undefined;
        /** Specify format of a cell. Currently we only use "numeric". */
        readonly format?: string | undefined;
        /** Classes to add to the table head cell. */
        readonly classes?: string | undefined;
        /** Specify how many columns a cell extends. */
        readonly colspan?: number | undefined;
        /** Specify how many rows a cell extends. */
        readonly rowspan?: number | undefined;
        /** HTML attributes (for example data attributes) to add to the table cell. */
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  /** Caption text. */
  readonly caption?: string | undefined;
  /** Classes for caption text size. Classes should correspond to the available typography heading classes. */
  readonly captionClasses?: string | undefined;
  /** If set to `true`, the first cell in each row will be a table header (`<th>`). */
  readonly firstCellIsHeader?: boolean | undefined;
  /** Classes to add to the table container. */
  readonly classes?: string | undefined;
  /** HTML attributes (for example data attributes) to add to the table container. */
  readonly attributes?: Attributes | undefined;
};

export const Table = macroComponent<TableOptions>('table');
