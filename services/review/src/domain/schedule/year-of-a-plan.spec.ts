import { decideWith, evolveWith } from '@carethread/event-sourcing';
import { dueAt } from '@carethread/calendar';
import { specContext } from '@carethread/event-sourcing/testing';
import fc from 'fast-check';
import { NO_FACTS, type ReviewFacts } from '../facts.js';
import { schedule } from './decider.js';
import type { ScheduleCommand } from './commands.js';
import type { ScheduleEvent } from './events.js';
import type { ScheduleState } from './state.js';
import { currentOf } from './cycles.js';

const PLAN = '00000000-0000-4000-8000-00000000000a';
const BEGINS = Date.parse('2027-09-01T09:00:00.000Z');
const HOUR = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

/** What recurs, and how often, by the profile of the plan. */
const PLANS = {
  'provider ENG': { monthlyCheck: 'P1M', formalReview: 'P3M' },
  'provider SCO': { review: 'P6M' },
  'cpa ENG': { monthlyCheck: 'P1M', formalReview: 'P3M', cpaReview: 'P6M' },
} as const;
type PlanOf = keyof typeof PLANS;
const MEETS: Readonly<Record<string, readonly string[]>> = {
  formal: ['formalReview', 'review', 'monthlyCheck', 'requestedReview', 'significantChangeReview'],
  requested: ['requestedReview'],
  significantChange: ['significantChangeReview'],
  cpa: ['cpaReview', 'requestedReview', 'significantChangeReview'],
};

const ACTS = [
  'publish',
  'check',
  'notPracticable',
  'start formal',
  'close formal',
  'start requested',
  'close requested',
  'start cpa',
  'close cpa',
  'request',
  'change',
  'end',
  'serve',
  'resend',
] as const;
type Act = (typeof ACTS)[number] | 'closePlan' | 'die';

/** The schedule as the service runs it: decisions, events, and the clock that issues what falls due. */
class Real {
  state: ScheduleState = schedule.initial;
  facts: ReviewFacts;
  readonly reviews = new Map<string, { readonly id: string; readonly heldAt: string }>();
  readonly done = new Set<string>();
  count = 0;
  last: ScheduleCommand | undefined;

  constructor(of: PlanOf) {
    const [planKind = '', jurisdiction = ''] = of.split(' ');
    const rulePacks = planKind === 'cpa' ? ['CPA'] : [];
    const plan = { planKind, organisationId: 'O', jurisdiction, rulePacks };
    const known = { ...plan, versionNo: 0, outcomeIds: [], needIds: [], actionIds: [] };
    this.facts = { ...NO_FACTS, plans: { [PLAN]: known } };
    this.issue({ type: 'OpenSchedule', planId: PLAN, ...plan }, iso(BEGINS));
  }

  issue(command: ScheduleCommand, now: string): boolean {
    this.count += 1;
    const id = this.count;
    try {
      const context = specContext({ now, facts: this.facts, newId: (name) => `${name}-${id}` });
      for (const event of decideWith(schedule, command, this.state, context)) this.apply(event, now);
      return true;
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      return false;
    }
  }

  apply(event: ScheduleEvent, recordedAt: string): void {
    this.state = evolveWith(schedule, this.state, { ...event, meta: { recordedAt } } as never);
  }

  clock(to: string): void {
    for (;;) {
      const [deadline] = (schedule.deadlines?.(this.state) ?? [])
        .filter(({ at, name }) => at <= to && !this.done.has(`${name} ${at}`))
        .sort((one, other) => one.at.localeCompare(other.at));
      if (deadline === undefined) return;
      this.done.add(`${deadline.name} ${deadline.at}`);
      this.issue(deadline.command, deadline.at);
    }
  }

  act(act: Act, now: string): void {
    const [verb = '', type = ''] = act.split(' ');
    const issue = (command: ScheduleCommand): void => void this.issue((this.last = command), now);
    const plan = this.facts.plans[PLAN];
    if (plan === undefined) return;
    switch (verb) {
      case 'publish': {
        if (this.facts.deceased || plan.closed === true) return;
        const versionNo = plan.versionNo + 1;
        this.facts = { ...this.facts, plans: { [PLAN]: { ...plan, versionNo } } };
        return issue({
          type: 'NotePublication',
          versionNo,
          publishedAt: now,
          effectiveFrom: now,
          versionId: `v${versionNo}`,
        });
      }
      case 'check':
        return void this.issue({ type: 'RecordMonthlyCheck', personsView: 'well' }, now);
      case 'notPracticable': {
        const found = currentOf(this.state, 'monthlyCheck');
        if (found !== undefined)
          this.issue({ type: 'MarkNotPracticable', obligationId: found.obligationId, reason: 'away' }, now);
        return;
      }
      case 'start': {
        if (this.reviews.has(type) || this.facts.deceased || plan.closed === true) return;
        const review = { id: `${type}-${this.count}`, heldAt: now };
        this.reviews.set(type, review);
        return issue({ type: 'NoteReviewHeld', reviewId: review.id, reviewType: type, heldAt: now });
      }
      case 'close': {
        const review = this.reviews.get(type);
        if (review === undefined) return;
        this.reviews.delete(type);
        const { id: reviewId, heldAt } = review;
        return issue({
          type: 'NoteReviewClosed',
          reviewId,
          reviewType: type,
          heldAt,
          closedAt: now,
          outcome: 'noChange',
        });
      }
      case 'request':
        return void this.issue({ type: 'RequestReview', reason: `asked ${this.count}` }, now);
      case 'change':
        return void this.issue({ type: 'ReportChange', domain: 'health', description: 'a fall' }, now);
      case 'end':
        return issue({ type: 'StopSchedule', because: 'serviceEnded' });
      case 'serve':
        return issue({ type: 'ResumeSchedule', episodeId: `e${this.count}`, startedAt: now });
      case 'closePlan':
        this.facts = { ...this.facts, plans: { [PLAN]: { ...plan, closed: true } } };
        return issue({ type: 'StopSchedule', because: 'planClosed' });
      case 'die':
        this.facts = { ...this.facts, deceased: true };
        return issue({ type: 'StopSchedule', because: 'deceased' });
      case 'resend':
        // What stands in the log already is delivered again: it changes nothing.
        if (this.last !== undefined && this.last.type !== 'ResumeSchedule' && this.last.type !== 'StopSchedule')
          this.issue(this.last, now);
        return;
    }
  }
}

interface Cycle {
  readonly kind: string;
  readonly due: string;
  readonly begun: string;
  /** Of a check after one that could not be held: when its own month begins. */
  readonly from?: string;
  status: string;
  missed: boolean;
  heldBy?: string;
}

/** The same rules, said as plainly as they stand in the model: lists, and one instant after another. */
class Naive {
  readonly cycles: Cycle[] = [];
  readonly reviews = new Map<string, { heldAt: string; closureDue: string; run: string }>();
  published = false;
  served = true;
  over = false;
  runs = 0;

  constructor(
    readonly periods: Readonly<Record<string, string>>,
    readonly jurisdiction: string,
  ) {}

  get open(): readonly Cycle[] {
    return this.cycles.filter(({ status }) => status === 'open');
  }

  current(kind: string): Cycle | undefined {
    return this.open.find((one) => one.kind === kind && !one.missed);
  }

  begin(kind: string, trigger: string, begun = trigger, from?: string): void {
    const period = this.periods[kind];
    if (period !== undefined && this.served && !this.over)
      this.cycles.push({
        kind,
        due: dueAt(trigger, period, this.jurisdiction),
        begun,
        status: 'open',
        missed: false,
        ...(from === undefined ? {} : { from }),
      });
  }

  once(kind: string, due: string, now: string): void {
    if (this.served && !this.over) this.cycles.push({ kind, due, begun: now, status: 'open', missed: false });
  }

  miss(cycle: Cycle): void {
    cycle.missed = true;
    if (this.current(cycle.kind) === undefined) this.begin(cycle.kind, cycle.due);
  }

  clock(to: string): void {
    for (;;) {
      const [first] = this.open
        .filter(({ missed }) => !missed)
        .map((cycle) => ({ cycle, at: cycle.heldBy === undefined ? cycle.due : this.closureOf(cycle.heldBy) }))
        .filter(({ at }) => at < to)
        .sort((one, other) => one.at.localeCompare(other.at));
      if (first === undefined) return;
      const { cycle, at } = first;
      const held = cycle.heldBy !== undefined;
      delete cycle.heldBy;
      if (!held || cycle.due <= at) this.miss(cycle);
    }
  }

  readonly closures = new Map<string, string>();
  closureOf(run: string): string {
    return this.closures.get(run) ?? '';
  }

  met(kinds: readonly string[], heldAt: string): void {
    for (const kind of kinds) {
      const meant = this.open.filter((one) => one.kind === kind && one.begun <= heldAt);
      for (const one of meant) one.status = one.missed || heldAt > one.due ? 'metLate' : 'met';
      if (meant.length > 0 && this.current(kind) === undefined) this.begin(kind, heldAt, iso(Date.parse(heldAt) + 1));
    }
  }

  stop(): void {
    for (const one of this.open) one.status = 'cancelled';
  }

  act(act: Act, now: string): void {
    const [verb = '', type = ''] = act.split(' ');
    const runs = this.served && !this.over;
    switch (verb) {
      case 'publish':
        if (this.over) return;
        if (!this.published && runs) for (const kind of Object.keys(this.periods)) this.begin(kind, now);
        this.published = true;
        return;
      case 'check':
        if (runs) this.met(['monthlyCheck'], now);
        return;
      case 'notPracticable': {
        const found = this.current('monthlyCheck');
        if (!runs || found === undefined || found.heldBy !== undefined) return;
        // A month that has not begun is not marked.
        if (now <= (found.from ?? '')) return;
        found.status = 'notPracticable';
        return this.begin('monthlyCheck', found.due, now, found.due);
      }
      case 'start': {
        if (this.reviews.has(type) || this.over) return;
        const run = `${type} ${(this.runs += 1)}`;
        const closureDue = dueAt(now, '5WD', this.jurisdiction);
        this.reviews.set(type, { heldAt: now, closureDue, run });
        this.closures.set(run, closureDue);
        for (const one of this.open)
          if (MEETS[type]?.includes(one.kind) === true && !one.missed && now <= one.due && one.begun <= now)
            one.heldBy ??= run;
        return this.once(`reviewClosure ${run}`, closureDue, now);
      }
      case 'close': {
        const review = this.reviews.get(type);
        if (review === undefined) return;
        this.reviews.delete(type);
        this.met(MEETS[type] ?? [], review.heldAt);
        return this.met([`reviewClosure ${review.run}`], now);
      }
      case 'request':
        return this.once('requestedReview', dueAt(now, 'P14D'), now);
      case 'change':
        return this.once('significantChangeReview', dueAt(now, 'P7D'), now);
      case 'end':
        this.stop();
        this.served = false;
        return;
      case 'serve': {
        this.served = true;
        if (this.published)
          for (const kind of Object.keys(this.periods)) if (this.current(kind) === undefined) this.begin(kind, now);
        return;
      }
      case 'closePlan':
      case 'die':
        this.stop();
        this.over = true;
        return;
    }
  }
}

const seenIn = (
  cycles: readonly { readonly kind: string; readonly due: string; readonly status: string; readonly missed: boolean }[],
) => cycles.map(({ kind, due, status, missed }) => `${kind.split(' ')[0]} ${due} ${status} ${missed}`).sort();

const acts = fc.array(
  fc.record({
    act: fc.oneof(
      { weight: 40, arbitrary: fc.constantFrom<Act>(...ACTS) },
      { weight: 1, arbitrary: fc.constantFrom<Act>('closePlan', 'die') },
    ),
    // Often at the same instant; else hours or weeks on, over month ends, both clock changes, a leap day and years' ends.
    hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 72 }), fc.integer({ min: 100, max: 1500 })),
  }),
  { minLength: 5, maxLength: 40 },
);

describe('a year of a plan', () => {
  it.each(Object.keys(PLANS) as PlanOf[])(
    'R31, R17, R38: whatever happens to a %s plan, each kind owed has exactly one open, none is lost, none is owed when care is over',
    (of) => {
      fc.assert(
        fc.property(acts, (all) => {
          const real = new Real(of);
          const naive = new Naive(PLANS[of], of.split(' ')[1] ?? '');
          let at = BEGINS;
          for (const { act, hours } of [
            { act: 'publish' as Act, hours: 1 },
            ...all,
            { act: 'resend' as Act, hours: 24 * 60 },
          ]) {
            at += hours * HOUR;
            const now = iso(at);
            real.clock(now);
            naive.clock(now);
            real.act(act, now);
            naive.act(act, now);
            // What an act makes may be over by then.
            real.clock(now);
            naive.clock(now);
            const { obligations } = real.state;
            expect(new Set(obligations.map(({ obligationId }) => obligationId)).size).toBe(obligations.length);
            expect(
              seenIn(
                obligations.map(({ kind, dueAt: due, status, missed }) => ({
                  kind,
                  due,
                  missed,
                  status: status === 'heldAwaitingClosure' ? 'open' : status,
                })),
              ),
            ).toEqual(seenIn(naive.cycles));
            const running = naive.published && naive.served && !naive.over;
            for (const kind of Object.keys(PLANS[of]))
              expect(
                obligations.filter(
                  (one) => one.kind === kind && ['open', 'heldAwaitingClosure'].includes(one.status) && !one.missed,
                ).length,
              ).toBe(running ? 1 : 0);
            if (!naive.served || naive.over)
              expect(obligations.filter(({ status }) => ['open', 'heldAwaitingClosure'].includes(status))).toEqual([]);
          }
        }),
        { numRuns: 150 },
      );
    },
  );
});
