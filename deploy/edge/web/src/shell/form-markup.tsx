import type { Child } from 'hono/jsx';
import { OWN } from './posted.js';
import type { FormShown } from './form-shown.js';

/** A form of a page, with what proves where it comes from and keeps it from being stored twice. */
export const FormMarkup = ({
  of: { state },
  children,
}: {
  readonly of: Pick<FormShown, 'state'>;
  readonly children?: Child;
}) => (
  <form method="post" novalidate>
    <input type="hidden" name={OWN.csrf} value={state.csrf} />
    <input type="hidden" name={OWN.form} value={state.name} />
    <input type="hidden" name={OWN.key} value={state.key} />
    {state.etag === undefined ? null : <input type="hidden" name={OWN.etag} value={state.etag} />}
    {state.base === undefined ? null : <input type="hidden" name={OWN.base} value={state.base} />}
    {children}
  </form>
);
