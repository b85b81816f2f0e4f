import fc from 'fast-check';
import { Refusal } from '@carethread/contracts';
import { canonicalJson, type JsonObject } from '@carethread/ledger';
import type { PlanCommand } from './commands.js';
import { asEffectiveAt, inForceAt, standingOf, versionAt } from './in-force.js';
import { hashOf, issuesOf } from './issues.js';
import { asProvidedAt, stateAt, suspensionsAt, withheldFrom } from './provided.js';
import { a1, content, date, day, Life } from './testing/life.js';

type Step = readonly [
  (
    | 'draft'
    | 'propose'
    | 'proposeContent'
    | 'review'
    | 'level'
    | 'correct'
    | 'fact'
    | 'sign'
    | 'refuse'
    | 'lapse'
    | 'withdraw'
    | 'restore'
    | 'hospital'
    | 'resume'
    | 'replace'
    | 'wait'
  ),
  number,
];

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.constantFrom(
      'draft',
      'propose',
      'proposeContent',
      'review',
      'level',
      'correct',
      'fact',
      'sign',
      'sign',
      'sign',
      'refuse',
      'lapse',
      'withdraw',
      'restore',
      'hospital',
      'resume',
      'replace',
      'wait',
    ),
    fc.nat(19),
  ),
  { maxLength: 30 },
);

/** A plan to which everything happens in any order. */
class Anything {
  readonly life = new Life();
  /** Those recorded since a version was signed that says the fact itself, which `base` is. */
  corrections: { readonly at: number; readonly to: string }[] = [];
  withdrawals = 0;
  base = 'Dr A';
  readonly written = new Set<string>();
  /** Goals that reviews agreed and that the person has not refused since. */
  readonly agreed = new Set<string>();
  readonly reported = new Set<string>();
  #count = 0;

  constructor() {
    this.life.amends(content);
  }

  step([what, number]: Step): void {
    const { life } = this;
    if (what === 'wait') life.on(life.now + 1 + Math.floor(number / 5));
    else if (what === 'sign') this.#tries({ type: 'PublishVersion', ...this.#signed() }, 'SY');
    else for (const [command, role] of this.#commands(what, number)) this.#tries(command, role);
    this.#tries({ type: 'ProposePostponed' }, 'SY');
  }

  #signed() {
    const { proposalNo = 0, contentHash = '' } = this.life.state.proposals.at(-1) ?? {};
    return {
      proposalNo,
      contentHash,
      signOffId: 'S',
      completedAt: day(this.life.now),
      withdrawalsKnown: this.withdrawals,
    };
  }

  #commands(what: Step[0], number: number): readonly (readonly [PlanCommand, string?])[] {
    const { life } = this;
    const says = `${what} ${(this.#count += 1)}`;
    // A fact that is being signed holds from when it is: `occupation` is told of none that begins later.
    const dated = number % 3 === 0 && !this.#isFactBeingSigned ? { effectiveFrom: date(life.now + number) } : {};
    const proposalNo = life.state.proposals.at(-1)?.proposalNo ?? 0;
    const scope = number % 4 === 0 ? ('whole' as const) : [number % 2 === 0 ? 'a1' : 'a2'];
    switch (what) {
      case 'draft':
        return [[{ type: 'SaveDraft', content: number % 2 === 0 ? { whatMatters: says } : a1({ how: says }) }]];
      case 'propose':
        return [[{ type: 'ProposeVersion', reason: says, ...dated }]];
      case 'proposeContent':
        return [[{ type: 'ProposeVersion', reason: says, content: { personsView: says }, ...dated }]];
      case 'review': {
        if (number % 2 !== 0) this.agreed.add(says);
        const changes = [
          number % 2 === 0
            ? { changeId: says, itemId: 'a2', field: 'when', to: says }
            : { changeId: says, op: 'add', section: 'goals', itemId: says, to: { goalId: says, statement: says } },
        ];
        return [[{ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: says }, changes }, 'SY']];
      }
      case 'level': {
        const changes = [{ changeId: says, itemId: 'cpa', field: 'level', to: says }];
        return [[{ type: 'ProposeAgreedChanges', cause: { kind: 'cpaLevel', id: says }, changes }, 'SY']];
      }
      case 'correct': {
        const version = versionAt(life.state, day(life.now))?.versionNo ?? 1;
        const effective = Math.max(0, life.now - (number % 5));
        this.corrections.push({ at: effective, to: says });
        return [
          [
            {
              type: 'RecordCorrection',
              field: 'profile.occupation',
              to: says,
              reason: 'letter',
              effectiveFrom: day(effective),
              appliesToVersions: life.state.versions.map(({ versionNo }) => versionNo).filter((no) => no <= version),
            },
          ],
        ];
      }
      case 'fact':
        this.written.add(says);
        return [
          [{ type: 'ProposeVersion', reason: says, content: { profile: { penPicture: 'a baker', occupation: says } } }],
        ];
      case 'refuse':
      case 'lapse':
        if (what === 'refuse' && life.state.proposals.at(-1)?.state === 'proposed')
          for (const id of goalsOf(life.state.proposals.at(-1)?.content ?? {})) this.agreed.delete(id);
        return [[{ type: 'ReturnProposal', proposalNo, because: what === 'refuse' ? 'refused' : 'lapsed' }, 'SY']];
      case 'withdraw':
        this.withdrawals += 1;
        return [
          [
            {
              type: 'SuspendPlan',
              scope,
              reason: 'consentWithdrawn',
              cause: 'consent',
              by: { kind: 'person' },
              withdrawalNo: this.withdrawals,
            },
            'SY',
          ],
        ];
      case 'restore':
        return [[{ type: 'ResumePlan', scope, cause: 'consent', withdrawalsKnown: this.withdrawals }, 'SY']];
      case 'hospital':
        return [[{ type: 'SuspendPlan', scope, reason: 'hospital', cause: 'hospital' }, 'SM']];
      case 'resume':
        return [[{ type: 'ResumePlan', scope }, 'SM']];
      case 'replace':
        return [[{ type: 'ReplacePlan', reason: says }]];
      case 'sign':
      case 'wait':
        return [];
    }
  }

  get #isFactBeingSigned(): boolean {
    const open = this.life.state.proposals.at(-1);
    return open?.state === 'proposed' && this.written.has(occupationIn(open.content));
  }

  #tries(command: PlanCommand, role?: string): void {
    try {
      for (const { type, payload } of this.life.does(command, role))
        if (type === 'PlanVersionPublished') {
          const { proposals } = this.life.state;
          const signed = proposals.find(({ proposalNo }) => proposalNo === payload.proposalNo)?.content ?? {};
          const said = occupationIn(signed);
          if (this.written.has(said) && said !== this.base) {
            this.base = said;
            this.corrections = [];
          }
        } else if (type === 'AmendmentIncomplete' && payload.pending !== true)
          for (const { itemId } of payload.changes) this.reported.add(itemId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** What was agreed and neither holds, is to hold, is signed, is kept nor was told. */
  get lost(): readonly string[] {
    const { state, now } = this.life;
    const { agreed, postponed = [], versions, proposals } = state;
    const open = proposals.at(-1);
    const known = new Set([
      ...versions
        .filter((one) => ['inForce', 'upcoming'].includes(standingOf(state, one, day(now))))
        .flatMap((one) => goalsOf(asEffectiveAt(state, one, day(now)).content)),
      ...(open?.state === 'proposed' ? goalsOf(open.content) : []),
      ...[...agreed, ...postponed.flatMap(({ changes }) => changes)].map(({ itemId }) => itemId),
    ]);
    return [...this.agreed].filter((id) => !known.has(id) && !this.reported.has(id));
  }

  /** The fact as it holds now: of all that set it right, the one effective last; of one instant the one recorded last. */
  get occupation(): string {
    const { now } = this.life;
    return this.corrections
      .filter(({ at }) => at <= now)
      .reduce((last, one) => (one.at >= last.at ? one : last), { at: -1, to: this.base }).to;
  }
}

const occupationIn = (says: JsonObject): string => String((says['profile'] as JsonObject | undefined)?.['occupation']);
const goalsOf = (says: JsonObject): readonly string[] =>
  ((says['goals'] ?? []) as readonly JsonObject[]).map(({ goalId }) => String(goalId));

describe('everything that happens to a plan, in any order', () => {
  it('R1, R3, R10, R11: nothing agreed is lost, facts stay set right, one version holds, and every issue has its own hash', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const any = new Anything();
        for (const step of all) {
          any.step(step);
          const { state, now } = any.life;
          const at = day(now);
          const inForce = inForceAt(state, at);
          expect([inForce?.content['profile'], all]).toMatchObject([{ occupation: any.occupation }, all]);
          expect(state.versions.filter((one) => standingOf(state, one, at) === 'inForce')).toHaveLength(1);
          expect(state.versions.filter((one) => standingOf(state, one, at) === 'upcoming').length).toBeLessThan(2);
          for (const version of state.versions) {
            const issues = issuesOf(state, version);
            expect(new Set(issues.map(({ contentHash }) => contentHash)).size).toBe(issues.length);
            for (const issue of issues) expect(hashOf(issue.content, issue.salts)).toBe(issue.contentHash);
            expect(issues.map(({ contentHash }) => contentHash)).toContain(
              asEffectiveAt(state, version, at).contentHash,
            );
            canonicalJson(asProvidedAt(state, version, at));
          }
          expect([any.lost, all]).toEqual([[], all]);
          const causes = new Set(suspensionsAt(state, at).map(({ cause }) => cause));
          expect(causes.size === 0).toBe(withheldFrom(state, at).length === 0);
          expect(stateAt(state, at) === 'suspended').toBe(withheldFrom(state, at) === 'whole');
        }
      }),
      { numRuns: 200 },
    );
  });
});
