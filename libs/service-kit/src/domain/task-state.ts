import type { Office } from '@carethread/access';
import type { EscalationStep, TaskKind, TaskPriority } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';

/** What a task is about. A member of staff stands under their pseudonym, since the person it is about neither sees nor closes it. */
export type TaskSubject = {
  readonly kind:
    'person' | 'staff' | 'plan' | 'case' | 'risk' | 'restriction' | 'obligation' | 'handover' | 'attachment';
  readonly id: string;
};

/** What is put on a work list: of which kind, for whom, since when and by when, and about what. */
export type Prompt = Office & {
  readonly kind: TaskKind;
  readonly subject?: TaskSubject;
  /** When it began to be owed; by default when it was raised. */
  readonly since?: Instant;
  readonly dueAt?: Instant;
  readonly ref: Readonly<Record<string, string | number>>;
};

/** An office that a task is passed on to besides the one that it is for, and by which step. */
export type EscalatedTo = Office & { readonly step: EscalationStep };

/** Why whoever has it now has it, since when, and whose it was. */
type GivenOn = { readonly because: string; readonly at: Instant; readonly fromUserId?: string };

/** To whom a task was escalated, at which step, and since when. */
export type Escalation = Office & {
  readonly step: string;
  readonly since: Instant;
  /** The pseudonym of `forUserId`. */
  readonly user?: string;
  /** The office that it was escalated to, even if another has it now. */
  readonly raisedFor: string;
  readonly reassigned?: GivenOn;
};

/** As it was stored first, without the optional members. */
export type Raised = Omit<Prompt, 'kind'> & {
  readonly kind: string;
  readonly titleCode?: string;
  readonly priority?: TaskPriority;
  readonly closesWhen?: readonly string[];
  /** The pseudonym of `forUserId`: what an index may hold in the clear. */
  readonly user?: string;
};

/** A prompt on somebody's work list (model §14): tasks, alerts, incidents and flags are all one of these. */
export type TaskState = Raised & {
  readonly status: 'none' | 'open' | 'closed';
  /** The office that it was raised for, even if another has it now. */
  readonly raisedFor?: string;
  /** Everybody else whose task it has become, in the order of the steps. */
  readonly escalations?: readonly Escalation[];
  readonly reassigned?: GivenOn;
  readonly closed?: { readonly by: string; readonly outcome: string };
};
