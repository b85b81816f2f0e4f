import { sectionsKeptFrom, type Relations } from '@carethread/access';
import { isPlain, Refusal } from '@carethread/contracts';
import { textMember } from '@carethread/ledger';
import { policyReader, type ServiceRuntime } from '@carethread/runtime';
import { mayHoldContent, withoutRestricted, type Kept } from './restricted-content.js';
import type { RequestContext } from './route.js';
import type { RouteResponse } from './route-io.js';

/** Names the sections that an answer leaves out because their processing is restricted. */
const HEADER = 'X-Restricted';

/** Who reads whose record, in which role. */
interface Reading extends Pick<RequestContext, 'tenantId'> {
  readonly role: string;
  readonly personId: string;
  readonly relations: Relations;
}

/**
 * UK GDPR art 18: what a person had restricted is stored, and shown to them and to the officers alone. Every read of a person's record
 * passes here before its answer leaves; lifted, it is shown as before.
 */
export async function withRestrictedKept(
  runtime: ServiceRuntime,
  reading: Reading & Pick<RequestContext, 'params'>,
  answered: RouteResponse,
): Promise<RouteResponse> {
  const { body, despiteRestriction = false } = answered;
  const kept = despiteRestriction ? undefined : await keptFrom(runtime, reading);
  if (kept === undefined) return answered;
  // Bytes cannot be cut: they are withheld whole.
  if (body instanceof Uint8Array && Object.values(reading.params).some((name) => kept.names.has(name)))
    throw new Refusal('PROCESSING_RESTRICTED', kept.sections);
  if (body instanceof Uint8Array || !mayHoldContent(body)) return answered;
  const headers = { ...answered.headers, [HEADER]: kept.sections.join(', ') };
  return { ...answered, headers, body: withoutRestricted(body, kept) };
}

/** The same of a list over many people, line by line. */
export async function linesWithRestrictedKept(
  runtime: ServiceRuntime,
  asking: Pick<Reading, 'tenantId' | 'role'>,
  answered: RouteResponse,
): Promise<RouteResponse> {
  const { body } = answered;
  if (!isPlain(body) || !Array.isArray(body['items']) || !mayHoldContent(body['items'])) return answered;
  const lines: readonly unknown[] = body['items'];
  const items: unknown[] = [];
  for (const line of lines) {
    const personId = textMember(line, 'personId');
    const kept =
      personId === undefined || !mayHoldContent(line)
        ? undefined
        : await keptFrom(runtime, { ...asking, personId, relations: await runtime.relations(personId) });
    items.push(kept === undefined ? line : withoutRestricted(line, kept));
  }
  return { ...answered, body: { ...body, items } };
}

/** What is not shown; undefined where there is nothing. */
async function keptFrom(
  runtime: ServiceRuntime,
  { tenantId, role, personId, relations }: Reading,
): Promise<Kept | undefined> {
  const sections = sectionsKeptFrom(role, relations);
  if (sections.length === 0) return undefined;
  const found = await runtime.definition.namedIn?.(policyReader(runtime, tenantId), personId, sections);
  return { sections, names: new Set(found) };
}
