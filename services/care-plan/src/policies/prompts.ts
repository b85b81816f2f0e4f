import { present, uuidV5 } from '@carethread/ledger';
import type { PolicyCommand } from '@carethread/runtime';
import { raiseTask, type Prompt } from '@carethread/service-kit';

type Office = Pick<Prompt, 'forRole' | 'organisationId'>;

/** A task of a kind that one fact raises once. */
export function raisePrompt(
  factId: string,
  kind: Prompt['kind'],
  office: Omit<Prompt, 'kind' | 'ref'>,
  ref: Prompt['ref'],
): PolicyCommand {
  return raiseTask(uuidV5(factId, kind), { kind, ...office, ref });
}

/** The manager of that organisation; any manager of the tenant where none is known. */
export function serviceManagerOf(organisationId: string | undefined): Office {
  return present({ forRole: 'SM', organisationId: organisationId === '' ? undefined : organisationId });
}
