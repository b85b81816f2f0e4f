import { isNumber, isText, listOf, optional, shapeOf, type Guard } from '@carethread/ledger';
import { callOne } from './operator.js';
import type { Outcome } from './verb.js';

/** An endpoint of a provider, as a running platform describes it to its operator. */
interface Endpoint {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: string;
  readonly state: string;
  readonly waiting?: number;
  readonly attemptedAt?: string;
  readonly outcome?: string;
  readonly acceptedAt?: string;
  readonly isFailing: boolean;
}

const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';
const areEndpoints = shapeOf<{ readonly endpoints: readonly Endpoint[] }>({
  endpoints: listOf(
    shapeOf<Endpoint>({
      id: isText,
      organisationId: isText,
      kind: isText,
      state: isText,
      waiting: optional(isNumber),
      attemptedAt: optional(isText),
      outcome: optional(isText),
      acceptedAt: optional(isText),
      isFailing: isFlag,
    }),
  ),
});

/** The endpoints of all providers, or those alone that take nothing; 1 where one is failing. */
export async function endpoints(data: string, failingOnly: boolean): Promise<Outcome> {
  const found = (await callOne(data, '/care-plan/endpoints', areEndpoints, {})).endpoints;
  const failing = found.filter(({ isFailing }) => isFailing);
  const shown = failingOnly ? failing : found;
  return {
    code: failing.length === 0 ? 0 : 1,
    result: { endpoints: shown },
    lines: shown.length === 0 ? [failingOnly ? 'no endpoint fails' : 'there is no endpoint'] : shown.map(lineOf),
  };
}

function lineOf({
  id,
  organisationId,
  kind,
  state,
  waiting,
  outcome,
  attemptedAt,
  acceptedAt,
  isFailing,
}: Endpoint): string {
  const last = outcome === undefined ? 'nothing was sent in 30 days' : `${outcome} at ${attemptedAt}`;
  const since = isFailing && acceptedAt !== undefined ? `, last accepted at ${acceptedAt}` : '';
  const behind = waiting === undefined ? `${last}${since}` : `${waiting} wait for its topic`;
  return `${isFailing ? 'FAILS ' : 'ok    '} ${id}  ${kind.padEnd(7)}  ${state.padEnd(10)}  of ${organisationId}: ${behind}`;
}

interface Delivery {
  readonly seq: number;
  readonly attempt: number;
  readonly at: string;
  readonly outcome: string;
  readonly status?: number;
  readonly milliseconds: number;
  readonly replay?: boolean;
  readonly cursor: string;
}

const areDeliveries = shapeOf<{ readonly deliveries: readonly Delivery[] }>({
  deliveries: listOf(
    shapeOf<Delivery>({
      seq: isNumber,
      attempt: isNumber,
      at: isText,
      outcome: isText,
      status: optional(isNumber),
      milliseconds: isNumber,
      replay: optional(isFlag),
      cursor: isText,
    }),
  ),
});

/** The last attempts to send something to an endpoint, newest first. */
export async function deliveries(data: string, endpointId: string, limit: number | undefined): Promise<Outcome> {
  const asked = limit === undefined ? { endpointId } : { endpointId, limit };
  const found = (await callOne(data, '/care-plan/deliveries', areDeliveries, asked)).deliveries;
  return {
    code: 0,
    result: { deliveries: found },
    lines:
      found.length === 0
        ? ['nothing was sent in 30 days']
        : found.map(
            ({ seq, attempt, at, outcome, status, milliseconds, replay, cursor }) =>
              `${at}  notice ${seq} (${cursor})  attempt ${attempt}  ${outcome}${status === undefined ? '' : ` ${status}`}  ${milliseconds} ms${replay === true ? '  again' : ''}`,
          ),
  };
}

interface Redelivered {
  readonly refused?: string;
  readonly notices?: number;
}

const isRedelivered = shapeOf<Redelivered>({ refused: optional(isText), notices: optional(isNumber) });

/** Has notices sent to an endpoint again, after one cursor and up to another. Throws where that is refused. */
export async function redeliver(
  data: string,
  asked: { readonly endpointId: string; readonly from: string; readonly to?: string | undefined },
): Promise<Outcome> {
  const { refused, notices = 0 } = await callOne(data, '/care-plan/redeliver', isRedelivered, asked);
  if (refused !== undefined) throw new Error(`the platform refused: ${refused}`);
  return { code: 0, result: { notices }, lines: [`${notices} notices are sent again, marked as such`] };
}
