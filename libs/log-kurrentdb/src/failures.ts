import { textMember } from '@carethread/ledger';
import { LogUnavailable } from '@carethread/event-sourcing';
import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
} from '@eventstore/db-client';

/** A refusal that no resending changes, and after which nothing is stored. */
export function definite(error: unknown): boolean {
  return [AccessDeniedError, InvalidArgumentError, MaxAppendSizeExceededError, StreamDeletedError].some(
    (kind) => error instanceof kind,
  );
}

/** The client's error as one that says what is wrong and what to do. */
export function explain(error: unknown, place: string): LogUnavailable {
  if (error instanceof LogUnavailable) return error;
  return new LogUnavailable(`the event log in KurrentDB at ${place} cannot be used: ${reason(error)}`, {
    cause: error,
  });
}

function reason(error: unknown): string {
  if (error instanceof AccessDeniedError) return 'access was denied: give this user read and write on its streams';
  if (error instanceof MaxAppendSizeExceededError)
    return 'the append is larger than the server takes: raise its MaxAppendSize, or attach large content instead';
  if (error instanceof StreamDeletedError) return 'its stream was deleted: restore the database from a backup';
  return `${textMember(error, 'message') ?? 'it did not answer'}: check that the server runs and can be reached`;
}
