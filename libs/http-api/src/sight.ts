import {
  formerSince,
  handedOver,
  permittedRoles,
  RELATED,
  requireRole,
  restrictedSections,
  roleFor,
  sectionsKeptFrom,
  type Asking,
  type HoldersFor,
} from '@carethread/access';
import type { Capability } from '@carethread/contracts';
import { heldWithPlan, keptAs, type AnyDecider, type Holder } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { LoadedStream, ServiceRuntime } from '@carethread/runtime';

const listed = (holder: Holder | readonly Holder[]): readonly Holder[] => [holder].flat();

/** Whose a stream is: what its decider says; of one that is only being opened, what it would say of the caller. */
export function holdersOf(decider: AnyDecider, stream: LoadedStream, asking: Asking): HoldersFor {
  const { organisationId } = asking.actor;
  return (role) => [
    listed(
      decider.holder(
        stream.erased ? decider.initial : stream.state,
        stream.revision > 0
          ? stream.opened
          : present({
              id: stream.id,
              role,
              organisation: organisationId,
            }),
        asking.capability,
      ),
    ),
  ];
}

/** A caller with a relationship to the person lists what they may see; the addressee of a thing lists it as well. */
export function holdersOfList(
  { on, addressed }: { readonly on: AnyDecider; readonly addressed?: true },
  streams: readonly LoadedStream[],
  asking: Asking,
): HoldersFor {
  if (addressed !== true) return () => [RELATED];
  return (role) => {
    const held = streams.flatMap((stream) => holdersOf(on, stream, asking)(role).flat());
    return [[...RELATED, ...held.filter(({ kind }) => kind === 'users')]];
  };
}

/** For lists and composed answers: each thing in them is checked like a single read. */
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

  /** The same caller, of how things stand now. */
  now(): Sight {
    return new Sight(this.runtime, { ...this.asking, current: true }, this.personId);
  }

  /**
   * D23: until when the caller's organisation was tied to the person, where the caller may see a thing only because it was: what came
   * later it does not read.
   */
  async until(decider: AnyDecider, stream: LoadedStream): Promise<Instant | undefined> {
    const { actor } = this.asking;
    if (this.personId === null || actor.organisationId === undefined) return undefined;
    const since = formerSince(await this.runtime.relations(this.personId), actor.organisationId);
    if (since === undefined) return undefined;
    return (await this.now().seesStream(decider, stream)) ? undefined : since;
  }

  /** A stream as the caller may see it: now, or as it stood when the caller's organisation ceased to serve the person. */
  async asLeft<State>(decider: AnyDecider, stream: LoadedStream<State>): Promise<LoadedStream<State>> {
    const until = await this.until(decider, stream);
    if (until === undefined) return stream;
    const { state, revision } = await this.runtime.recorded.stateAt(decider, stream.id, until);
    // The decider that folded the stream folds it here.
    return { ...stream, revision, state: keptAs<State>(state) };
  }

  /** R16: the versions that handovers of a council plan name, where the caller sees the plan by a handover alone. */
  async byHandover(planId: string): Promise<readonly number[] | undefined> {
    if (this.personId === null) return undefined;
    const { actor } = this.asking;
    const named = handedOver(await this.runtime.relations(this.personId), planId, actor.organisationId);
    if (named === undefined) return undefined;
    const besides = new Sight(this.runtime, { ...this.asking, besidesHandover: true }, this.personId);
    return (await besides.sees(heldWithPlan(planId))) ? undefined : named;
  }

  /** The sections of the person's plans that are not shown to the caller of such a thing, where their processing is restricted. */
  async sectionsKept(...holders: readonly Holder[]): Promise<readonly string[]> {
    if (this.personId === null) return [];
    const relations = await this.runtime.relations(this.personId);
    if (restrictedSections(relations).length === 0) return [];
    const role = await roleFor(this.runtime, this.asking, this.personId, () => [holders]);
    return sectionsKeptFrom(role ?? '', relations);
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
