import { localDate, toInstant } from '@carethread/calendar';
import type { Refusal, RefusalCode } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import { admits } from './admits.js';
import type { PlanContent } from './content.js';
import { objections } from './objections.js';
import { mustStandForPublication } from './obstacles.js';
import type { Opened } from './payloads.js';
import { hasPassed } from './proposable.js';
import type { ProposeVersion } from './proposal.js';
import { laying } from './propose.js';
import type { PlanState } from './state.js';

type PlanContext = Context<CarePlanFacts>;

/** What would be refused, and at which step: at the proposal, or once everybody has signed. */
export interface Hindrance {
  readonly step: 'proposal' | 'publication';
  readonly code: RefusalCode;
  /** The member, topic or id that it is about; absent where it is about the plan. */
  readonly item?: string;
}

/** What a version is to be, as far as its author can say before it is proposed. */
export type Intended = Pick<ProposeVersion, 'effectiveFrom' | 'reason'>;

export interface Readiness {
  /** What would be proposed; the draft where it cannot be told. */
  readonly content: PlanContent;
  readonly hindrances: readonly Hindrance[];
}

/**
 * Everything that a proposal of the draft would be refused for, and its publication, by the rules of both: where they end at the
 * first, this goes on.
 */
export function readiness(intended: Intended, state: PlanState, opened: Opened, context: PlanContext): Readiness {
  const command: ProposeVersion = { type: 'ProposeVersion', ...intended };
  const { content = state.draft, refusals } = tried(command, state, opened, context);
  const atPublication = objections((refuse) => {
    mustStandForPublication(content, effectOf(command, context), state, opened, context, refuse);
    if (hasPassed(command.effectiveFrom, context.now)) refuse('EFFECTIVE_BEFORE_CONSENT', ['effectiveFrom']);
  });
  const proposal = refusals.flatMap(hindrancesAt('proposal'));
  const publication = atPublication
    .flatMap(hindrancesAt('publication'))
    .filter(({ code, item }) => !proposal.some((one) => one.code === code && one.item === item));
  return { content, hindrances: [...proposal, ...publication] };
}

interface Tried {
  readonly content?: PlanContent;
  readonly refusals: readonly Refusal[];
}

/** As a proposal is made: what was agreed elsewhere stands in it where it can, and else is left out. */
function tried(command: ProposeVersion, state: PlanState, opened: Opened, context: PlanContext): Tried {
  const closed = objections(() => admits(command, state, context));
  if (closed.length > 0) return { refusals: closed };
  const first = laid(command, state, opened, context);
  if (first.refusals.length === 0 || (state.agreed.length === 0 && state.postponed === undefined)) return first;
  return laid(command, { ...state, agreed: [], postponed: undefined }, opened, context);
}

function laid(command: ProposeVersion, state: PlanState, opened: Opened, context: PlanContext): Tried {
  const contents: PlanContent[] = [];
  const refusals = objections((refuse) => {
    contents.push(laying(command, state, opened, context, refuse).laid.content);
  });
  const [content] = contents;
  return content === undefined ? { refusals } : { content, refusals };
}

function effectOf({ effectiveFrom }: ProposeVersion, { now }: PlanContext): string {
  if (effectiveFrom === undefined || toInstant(effectiveFrom) < now || effectiveFrom === localDate(now)) return now;
  return toInstant(effectiveFrom);
}

const hindrancesAt =
  (step: Hindrance['step']) =>
  ({ code, items }: Refusal): readonly Hindrance[] =>
    items.length === 0 ? [{ step, code }] : items.map((item) => ({ step, code, item }));
