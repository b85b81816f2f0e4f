// Generated from the options that govuk-frontend publishes, by `npm run generate`. Do not edit: change the generator.
import { macroComponent } from '../macro-component.js';
import type { Attributes, WithChildren, Words } from '../options.js';

export type DetailsOptions = Words<'summaryText', 'summaryHtml'> &
  Words<'text', 'html'> & {
    /** ID to add to the details element. */
    readonly id?: string | undefined;
    /** If `true`, details element will be expanded. */
    readonly open?: boolean | undefined;
    /** Classes to add to the `<details>` element. */
    readonly classes?: string | undefined;
    /** HTML attributes (for example data attributes) to add to the `<details>` element. */
    readonly attributes?: Attributes | undefined;
  };

export type DetailsProps = WithChildren<DetailsOptions, 'text' | 'html'>;

export const Details = macroComponent<DetailsProps>('details', 'html');
