import { evolveWith, type Decided } from '@carethread/event-sourcing';
import { addMillis } from '@carethread/calendar';
import { decideIn, specContext, specMeta } from '@carethread/event-sourcing/testing';
import type { Json, JsonObject } from '@carethread/ledger';
import { NO_FACTS, type CarePlanFacts } from '../../facts.js';
import { carePlan } from '../decider.js';
import { type PlanCommand } from '../commands.js';
import type { PlanEvent } from '../events.js';
import type { PlanState } from '../state.js';
import { inForceAt } from '../in-force.js';
import { NO_OUTLINE, outlines, type PlanOutline } from '../outline.js';

const START = '2026-01-05T09:00:00.000Z';
export const day = (number: number): string => addMillis(START, number * 86_400_000);
export const date = (number: number): string => day(number).slice(0, 10);
export const midnight = (number: number): string => `${date(number)}T00:00:00.000Z`;

export interface Kept {
  readonly type: string;
  readonly payload: JsonObject;
  readonly recordedAt: string;
}

/** A plan that lives: each command is decided at an instant, and what is decided is recorded then. */
export class Life {
  state: PlanState = carePlan.initial;
  /** What lists make of the same events. */
  outline: PlanOutline = NO_OUTLINE;
  readonly events: Kept[] = [];
  facts: CarePlanFacts = { ...NO_FACTS, assessments: [{ assessmentId: 'A', needIds: ['n1'] }] };
  #now = 0;
  #salt = 0;

  constructor() {
    this.does({ type: 'OpenPlan', planKind: 'localAuthority', organisationId: 'O' });
  }

  on(number: number): this {
    this.#now = Math.max(this.#now, number);
    return this;
  }

  after(days: number): this {
    return this.on(this.#now + days);
  }

  get now(): number {
    return this.#now;
  }

  does(command: PlanCommand, role = 'AS'): readonly Decided<PlanEvent>[] {
    const recordedAt = day(this.#now);
    const at = this.events.length;
    const context = specContext({
      now: recordedAt,
      facts: this.facts,
      subjects: { O: NO_FACTS },
      newId: (name) => `${name}-${at}`,
      salt: () => `${(this.#salt += 1)}`.padStart(64, '0'),
      actor: { ...specContext().actor, role },
    });
    const decided = decideIn(carePlan, command, this.state, context);
    for (const event of decided) {
      const { type, payload, effectiveFrom = recordedAt } = event;
      this.events.push({ type, payload, recordedAt });
      const id = `e${this.events.length}`;
      const meta = { ...specMeta, id, recordedAt, effectiveFrom, actor: { user: 'K', role } };
      this.state = evolveWith(carePlan, this.state, { ...event, meta });
      this.outline = evolveWith({ evolve: outlines }, this.outline, { ...event, meta });
    }
    return decided;
  }

  /** Signed by everybody, now. */
  published(): this {
    const { proposalNo = 0, contentHash: hash = '' } = this.state.proposals.at(-1) ?? {};
    this.does({ type: 'PublishVersion', proposalNo, contentHash: hash, signOffId: 'S', completedAt: day(this.#now) });
    return this;
  }

  /** What the policy and the clock do: whatever is postponed is proposed when it can be. */
  postponed(): this {
    this.does({ type: 'ProposePostponed' }, 'SY');
    return this;
  }

  amends(content: JsonObject, effectiveFrom?: number): this {
    const later = effectiveFrom === undefined ? {} : { effectiveFrom: date(effectiveFrom) };
    this.does({ type: 'ProposeVersion', content, reason: 'asked for', ...later });
    return this.published();
  }

  corrects(field: string, to: Json, effective: number, versions: readonly number[], more: object = {}): this {
    this.does({
      type: 'RecordCorrection',
      field,
      to,
      reason: 'letter',
      effectiveFrom: day(effective),
      appliesToVersions: versions,
      ...more,
    });
    return this;
  }

  at(number: number): JsonObject {
    return inForceAt(this.state, day(number))?.content ?? {};
  }
}

export const content: JsonObject = {
  personsView: 'at home',
  profile: { penPicture: 'a baker', occupation: 'Dr A' },
  allergies: [{ id: 'l1', name: 'latex' }],
  needs: [{ needId: 'n1', eligible: true, assessmentId: 'A' }],
  outcomes: [{ outcomeId: 'o1', statement: 'bake' }],
  actions: [
    { actionId: 'a1', what: 'wash', when: 'daily 08:00', how: 'alone' },
    { actionId: 'a2', what: 'meals', when: 'noon' },
  ],
  council: { provision: 'visits', advice: 'walks', budget: { total: 3, council: 2, person: 1 } },
};
export const started = (): Life => new Life().amends(content);
export const a1 = (more: object): JsonObject => ({
  actions: [
    { actionId: 'a1', what: 'wash', when: 'daily 08:00', how: 'alone', ...more },
    { actionId: 'a2', what: 'meals', when: 'noon' },
  ],
});

/** Version 2 for day 20 is overtaken by 3 for day 10, and that by 4 for now; day 10 is being signed. */
export const overtakenInTurn = (): Life =>
  started()
    .on(1)
    .amends(a1({ when: 'daily 10:00' }), 20)
    .on(2)
    .amends({ whatMatters: 'my cat' }, 10)
    .postponed()
    .on(3)
    .amends({ personsView: 'in my garden' })
    .postponed();
