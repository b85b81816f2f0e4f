import type { Child } from 'hono/jsx';
import { Button, type Address, type Plurals } from '@carethread/govuk';

export interface IdleDialogProps {
  /** Seconds of silence after which the server ends the session, and how long before the dialog appears. */
  readonly endsAfter: number;
  readonly warnsBefore: number;
  readonly stayAt: Address;
  readonly outAt: Address;
  readonly words: {
    readonly title: string;
    /** With `%{count}` in it: "You will be signed out in %{count} minutes." */
    readonly left: Plurals;
    readonly kept: string;
    readonly stay: string;
  };
  /** Hidden fields of the form: the token against forgery. */
  readonly children?: Child;
}

/** Closed until the script opens it; without script it is never seen. */
export const IdleDialog = ({ endsAfter, warnsBefore, stayAt, outAt, words, children }: IdleDialogProps) => (
  <dialog
    class="ct-idle"
    aria-labelledby="idle-title"
    data-idle={endsAfter}
    data-idle-warns={warnsBefore}
    data-idle-out={outAt}
    data-idle-minutes={JSON.stringify(words.left)}
  >
    <h2 class="govuk-heading-m" id="idle-title">
      {words.title}
    </h2>
    <p class="govuk-body" data-idle-left="" aria-live="polite"></p>
    <p class="govuk-body">{words.kept}</p>
    <form method="post" action={stayAt}>
      {children}
      <Button>{words.stay}</Button>
    </form>
  </dialog>
);
