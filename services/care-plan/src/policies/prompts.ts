import { uuidV5 } from '@carethread/ledger';
import type { PolicyCommand } from '@carethread/runtime';
import { type Prompt, raiseTask } from '@carethread/service-kit';

export function raise(
  factId: string,
  kind: Prompt['kind'],
  office: Omit<Prompt, 'kind' | 'ref'>,
  ref: Prompt['ref'],
): PolicyCommand {
  return raiseTask(uuidV5(factId, kind), { kind, ...office, ref });
}

export function heldBy(organisationId: string | undefined): { readonly organisationId?: string } {
  return organisationId === undefined || organisationId === '' ? {} : { organisationId };
}
