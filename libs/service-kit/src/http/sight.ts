import {
  formerSince,
  permittedRoles,
  RELATED,
  requireRole,
  roleFor,
  type Asking,
  type HoldersFor,
} from '@carethread/access';
import type { Capability } from '@carethread/contracts';
import type { AnyDecider, Holder } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { LoadedStream } from '../runtime/loaded-stream.js';
import type { ServiceRuntime } from '../runtime/service-runtime.js';

const listed = (holder: Holder | readonly Holder[]): readonly Holder[] =>
  Array.isArray(holder) ? (holder as readonly Holder[]) : [holder as Holder];

/** Whose a stream is: what its decider says; of one that is only being opened, what it would say of the caller. */
export function holdersOf(decider: AnyDecider, stream: LoadedStream, asking: Asking): HoldersFor {
  const { organisationId } = asking.actor;
  return (role) => [
    listed(
      decider.holder(
        stream.erased ? decider.initial : stream.state,
        stream.revision > 0
          ? stream.opened
          : {
              id: stream.id,
              role,
              ...(organisationId === undefined ? {} : { organisation: organisationId }),
            },
        asking.capability,
      ),
    ),
  ];
}

/** For lists and composed answers: each thing in them is asked for like a thing asked for alone. */
export class Sight {
  constructor(
    readonly runtime: ServiceRuntime,
    readonly asking: Asking,
    readonly personId: string | null,
  ) {}

  /** Whether the caller stands in any relation to the person; who does not learns of no list. */
  related(): Promise<string> {
    return requireRole(this.runtime, this.asking, this.personId, () => [RELATED]);
  }

  /** The same caller, asking to do or to read something else. */
  as(capability: Capability, kind: 'command' | 'read'): Sight {
    const { actor } = this.asking;
    const asking = { ...this.asking, capability, kind, permitted: permittedRoles(capability, actor, kind) };
    return new Sight(this.runtime, asking, this.personId);
  }

  /** Until when the caller's organisation was tied to the person, where it is no more: what came later it does not read (D23). */
  async formerSince(): Promise<Instant | undefined> {
    const { actor } = this.asking;
    if (this.personId === null || actor.organisationId === undefined) return undefined;
    return formerSince(await this.runtime.relations(this.personId), actor.organisationId);
  }

  async sees(...holders: readonly Holder[]): Promise<boolean> {
    return (await roleFor(this.runtime, this.asking, this.personId, () => [holders])) !== undefined;
  }

  async seesStream(decider: AnyDecider, stream: LoadedStream): Promise<boolean> {
    if (stream.personId !== this.personId) return false;
    return (
      (await roleFor(this.runtime, this.asking, this.personId, holdersOf(decider, stream, this.asking))) !== undefined
    );
  }
}
