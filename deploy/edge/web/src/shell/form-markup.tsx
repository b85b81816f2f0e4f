import type { Child } from 'hono/jsx';
import { KeepNote, type KeepNoteProps } from '../enhance/keep-note.js';
import type { FormShown } from './form-shown.js';
import { OWN } from './posted.js';

interface FormMarkupProps {
  readonly of: Pick<FormShown, 'state'>;
  /** Of a long form, which keeps itself while the user writes: what it says then. */
  readonly keeps?: KeepNoteProps;
  readonly children?: Child;
}

/** A form of a page, with what proves where it comes from and keeps it from being stored twice. */
export const FormMarkup = ({ of: { state }, keeps, children }: FormMarkupProps) => (
  <form method="post" novalidate data-keep={keeps === undefined ? undefined : '?keep'}>
    <input type="hidden" name={OWN.csrf} value={state.csrf} />
    <input type="hidden" name={OWN.form} value={state.name} />
    <input type="hidden" name={OWN.key} value={state.key} />
    {state.etag === undefined ? null : <input type="hidden" name={OWN.etag} value={state.etag} />}
    {state.base === undefined ? null : <input type="hidden" name={OWN.base} value={state.base} />}
    {children}
    {keeps === undefined ? null : <KeepNote {...keeps} />}
  </form>
);
