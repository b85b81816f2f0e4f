import { member, present, presentItems, textMember } from '@carethread/ledger';
import { requireRole, roleFor, type Asking, type HoldersFor, type Permitted } from '@carethread/access';
import { Refusal } from '@carethread/contracts';
import { heldBy, heldWithPlan, type ActingParty } from '@carethread/event-sourcing';
import type { LoadedStream, ServiceRuntime } from '@carethread/runtime';
import { isWrite, type RequestContext, type CommandRoute, type Route } from './route.js';
import { holdersOf } from './sight.js';

/** Who asks for what with this request. */
export function requesterOf(route: Route, ask: RequestContext, permitted: readonly Permitted[]): Asking {
  const { actor, tenantId, pseudonym } = ask;
  const kind = isWrite(route) ? 'command' : 'read';
  const absent = (actor.standsInFor ?? []).map(({ user }) => user);
  return present<Asking>({
    capability: route.capability,
    kind,
    actor,
    tenantId,
    permitted,
    current: route.former === 'nothing',
    standsIn: absent.length === 0 ? undefined : (userId) => absent.includes(pseudonym(userId)),
  });
}

/** The roles of people whose organisation acts: they make things for their own, not for another. */
const OF_AN_ORGANISATION: readonly string[] = ['KW', 'CS', 'NC', 'SM', 'RM', 'CC', 'TM', 'SY'];

/**
 * A command must be allowed to have its stream and everything else that it names: the plan of a review, the episode of a plan.
 * One that opens a stream in the name of an organisation names its own.
 */
export function holdersOfCommand(
  route: CommandRoute,
  stream: LoadedStream,
  asking: Asking,
  { params, body }: Pick<RequestContext, 'params' | 'body'>,
): HoldersFor {
  const own = holdersOf(route.on, stream, asking);
  const planRef = textMember(member(body, 'planRef'), 'id');
  const plans = presentItems(params['planId'], textMember(body, 'planId'), planRef);
  const opens = stream.revision === 0 && route.naming !== 'others';
  const organisations = opens ? presentItems(textMember(body, 'organisationId'), textMember(body, 'providerId')) : [];
  return (role) => {
    const holding = OF_AN_ORGANISATION.includes(role) ? organisations : [];
    return [...own(role), ...plans.map((id) => [heldWithPlan(id)]), ...holding.map((id) => [heldBy(id)])];
  };
}

/** Whether somebody who may not have a second one learns that there is a first: who may read it does. */
export async function isVisible(
  route: CommandRoute,
  runtime: ServiceRuntime,
  stream: LoadedStream,
  asking: Asking,
): Promise<boolean> {
  const reading: Asking = { ...asking, kind: 'read' };
  return (await roleFor(runtime, reading, stream.personId, holdersOf(route.on, stream, reading))) !== undefined;
}

/** The role in which a thing may be had; none is 404. */
export function requireHolding(
  runtime: ServiceRuntime,
  asking: Asking,
  personId: string | null,
  holders: HoldersFor,
): Promise<string> {
  return requireRole(runtime, asking, personId, holders);
}

/** The first role that may open a record: a role of an organisation needs its organisation. */
export function requireOwn(permitted: readonly Permitted[], { organisationId }: ActingParty): string {
  const found = permitted.find(({ role }) => organisationId !== undefined || !OF_AN_ORGANISATION.includes(role));
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found.role;
}
