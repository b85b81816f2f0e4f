import { uuidV5 } from '@carethread/ledger';
import { raiseTask, task, type Look, type Policy, type PolicyCommand } from '@carethread/service-kit';
import { atHome, copies, type Recipient } from '../domain/copies.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { items, section, text } from '../domain/plan/content.js';
import { carePlan } from '../domain/plan/decide.js';
import type { PlanState, Version } from '../domain/plan/events.js';
import { amendmentsSinceCleanIssue, isHeavilyAmended } from '../domain/plan/replacement.js';
import { subscription } from '../domain/subscription.js';

const REPLACE_HOME_COPY = 'replaceHomeCopy';

const KINDS: Readonly<Record<string, string>> = {
  PlanVersionPublished: 'published',
  ProvisionalPlanPublished: 'published',
  PlanCorrectionRecorded: 'correction',
  PlanSuspended: 'consentWithdrawn',
  PlanResumed: 'consentRestored',
  CarePlanClosed: 'closed',
};

/** PLAT-13: every subscriber is told of every change of the plan, thinly and in order. */
export const notifySubscribersWhenPlanChanges: Policy = {
  name: 'notify-subscribers-when-plan-changes',
  when: Object.keys(KINDS),
  then: async ({ type, personId, data, id }, look) => {
    if (personId === null) return [];
    const plan = await look.state<PlanState>(carePlan, data.planId);
    if (plan.opened?.planKind === 'localAuthority') return [];
    const versionNo = Number(data.versionNo ?? plan.versions.at(-1)?.versionNo ?? 0);
    const changeKind = KINDS[type] ?? type;
    return (await look.ids(subscription.category, personId)).map((subscriptionId) => ({
      on: subscription,
      id: subscriptionId,
      command: { type: 'NotifyChange', planId: data.planId, versionNo, changeKind, causeId: id } as { type: string },
    }));
  },
};

/** Copies of an agreed version go to the person, to contacts as they permit, and to those a CPA plan names (CPA-48 to CPA-51). */
export const issueCopiesWhenVersionPublished: Policy = {
  name: 'issue-copies-when-version-published',
  when: ['PlanVersionPublished', 'PlanCorrectionRecorded'],
  then: async ({ personId, data }, look) => {
    if (personId === null) return [];
    const plan = await look.state<PlanState>(carePlan, data.planId);
    const version = plan.versions.at(-1);
    if (version === undefined) return [];
    return [issue(data.planId, version, await recipientsOf(plan, personId, version.content, look))];
  },
};

/** CPA-49: whoever got no copy for want of permission has the agreed one as soon as the person permits it. */
export const issueCopyWhenContactIsPermitted: Policy = {
  name: 'issue-copy-when-contact-is-permitted',
  when: ['consent.contact-named.v1', 'consent.involvement-changed.v1'],
  then: async ({ personId, data }, look) => {
    if (personId === null || !(data.scopes as readonly string[]).includes('copies')) return [];
    const commands: PolicyCommand[] = [];
    for (const planId of await look.ids(carePlan.category, personId)) {
      const plan = await look.state<PlanState>(carePlan, planId);
      const version = plan.versions.at(-1);
      if (version === undefined || version.provisional || plan.state === 'closed') continue;
      const recipients = await recipientsOf(plan, personId, version.content, look);
      commands.push(
        issue(
          planId,
          version,
          recipients.filter(({ id }) => id === data.contactId),
        ),
      );
    }
    return commands;
  },
};

function issue(
  planId: string,
  { versionNo, issueNo }: Version,
  recipients: Awaited<ReturnType<typeof recipientsOf>>,
): PolicyCommand {
  return {
    on: copies,
    id: planId,
    command: { type: 'IssueCopies', versionNo, issueNo, recipients } as { type: string },
  };
}

async function recipientsOf(
  plan: PlanState,
  personId: string,
  content: PlanState['draft'],
  look: Look,
): Promise<readonly Recipient[]> {
  const facts = await look.facts<CarePlanFacts>(personId);
  const [format = 'standard'] = facts.formats;
  const recipients: Recipient[] = [
    { kind: 'person', id: personId, role: 'person', format, permitted: true, basis: 'ownPlan' },
  ];
  for (const [id, { scopes, name, kind }] of Object.entries(facts.contacts)) {
    const permitted = scopes.includes('copies');
    recipients.push({
      kind,
      id,
      name,
      role: kind,
      format: 'standard',
      permitted,
      basis: permitted ? 'personsPermission' : 'noPermission',
    });
  }
  if (plan.opened?.planKind === 'cpa') {
    if (facts.coordinatorId !== undefined)
      recipients.push({
        kind: 'staff',
        id: facts.coordinatorId,
        role: 'careCoordinator',
        format: 'standard',
        permitted: true,
        basis: 'careCoordinator',
      });
    const cpa = section(content, 'cpa');
    for (const professional of items(cpa, 'professionals')) {
      const name = text(professional, 'name') ?? 'professional';
      const id = text(professional, 'id', 'userId');
      recipients.push({
        kind: 'professional',
        name,
        role: text(professional, 'role') ?? 'professional',
        format: 'standard',
        permitted: true,
        basis: 'namedOnPlan',
        ...(id === undefined ? {} : { id }),
      });
    }
    for (const carer of items(cpa, 'carers')) {
      const id = text(carer, 'id', 'userId');
      const known = id !== undefined && facts.contacts[id] !== undefined;
      if (!known)
        recipients.push({
          kind: 'carer',
          name: text(carer, 'name') ?? 'carer',
          role: 'carer',
          format: 'standard',
          permitted: false,
          basis: 'noPermission',
          ...(id === undefined ? {} : { id }),
        });
    }
  }
  return recipients;
}

/**
 * ENG-137: a new version means that the copy at home is replaced. The keyworker is told even where none is on the register (story
 * 03, step 9): a copy may lie there that nobody wrote down.
 */
export const raiseHomeCopyTaskWhenVersionPublished: Policy = {
  name: 'raise-home-copy-task-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ id, data: { planId, versionNo, planKind } }, look) => {
    if (versionNo === 1 || planKind === 'localAuthority') return [];
    const lying = atHome(await look.state(copies, planId));
    const replaces = lying === undefined ? {} : { replacesVersionNo: lying.versionNo };
    return [raise(id, REPLACE_HOME_COPY, 'KW', { planId, versionNo, ...replaces })];
  },
};

export const closeHomeCopyTaskWhenCopyIsPlaced: Policy = {
  name: 'close-home-copy-task-when-copy-is-placed',
  when: ['HomeCopyPlaced'],
  then: async ({ personId, data, meta }, look) => {
    const planId = meta.stream.slice('copies-'.length);
    const commands: PolicyCommand[] = [];
    for (const id of personId === null ? [] : await look.ids(task.category, personId)) {
      const { kind, status, ref } = await look.state(task, id);
      const asked =
        kind === REPLACE_HOME_COPY && ref['planId'] === planId && Number(ref['versionNo']) <= data.versionNo;
      if (asked && status === 'open')
        commands.push({ on: task, id, command: { type: 'CloseTask', outcome: 'replaced' } as { type: string } });
    }
    return commands;
  },
};

/** ENG-142: who leads which kind of plan, and so is offered to replace it. */
const LEADERS: Readonly<Record<string, string>> = { localAuthority: 'AS', cpa: 'CC' };

/** One offer for each clean issue, found again when it was taken up. */
const offerOf = (planId: string, cleanVersionNo: number): string => uuidV5(planId, 'replacePlan', cleanVersionNo);

/** ENG-142: a plan that has become heavily amended is offered to be replaced by a clean version. */
export const offerReplacementWhenHeavilyAmended: Policy = {
  name: 'offer-replacement-when-heavily-amended',
  when: ['PlanVersionPublished'],
  then: async ({ data, recordedAt }, look) => {
    const plan = await look.state<PlanState>(carePlan, data.planId);
    if (!isHeavilyAmended(plan, recordedAt)) return [];
    const amendments = amendmentsSinceCleanIssue(plan);
    return [
      raiseTask(offerOf(data.planId, plan.versions.length - amendments), {
        kind: 'replacePlan',
        forRole: LEADERS[data.planKind] ?? 'KW',
        ref: { planId: data.planId, amendments },
      }),
    ];
  },
};

export const closeOfferWhenPlanReplaced: Policy = {
  name: 'close-offer-when-plan-replaced',
  when: ['PlanReplaced'],
  then: async ({ data }, look) => {
    const id = offerOf(data.planId, data.replacesVersionNo - data.amendmentsFolded);
    const { status } = await look.state(task, id);
    return status === 'open'
      ? [{ on: task, id, command: { type: 'CloseTask', outcome: 'replaced' } as { type: string } }]
      : [];
  },
};

/** PLAT-02: a rebuilt version that reads otherwise than was agreed is an incident for whoever answers for the record. */
export const raiseIncidentWhenContentDiverges: Policy = {
  name: 'raise-incident-when-content-diverges',
  when: ['PlanContentDiverged'],
  then: ({ id, data: { planId, versionNo, issueNo } }) => [
    raise(id, 'CONTENT_DIVERGED', 'RM', { planId, versionNo, issueNo }),
  ],
};

/** PLAT-13: a notice nobody acknowledged within 24 hours goes to the manager. */
export const escalateWhenNoticeIsNotAcknowledged: Policy = {
  name: 'escalate-when-notice-is-not-acknowledged',
  when: ['AcknowledgementMissed'],
  then: ({ id, data, meta }) => [
    raise(id, 'changeAcknowledgement', 'SM', {
      noticeNo: data.noticeNo,
      subscription: meta.stream.slice('subscription-'.length),
    }),
  ],
};

/** Care given against a withdrawn consent is recorded truly, and the manager learns of it. */
export const raiseIncidentWhenCareGivenWithoutConsent: Policy = {
  name: 'raise-incident-when-care-given-without-consent',
  when: ['DailyEntryAdded'],
  then: ({ id, data }) =>
    data.withoutConsent === true ? [raise(id, 'CARE_WITHOUT_CONSENT', 'SM', { entryId: data.entryId })] : [],
};

/** A narrative that stands in another person's plan too is flagged for audit. */
export const flagForAuditWhenNarrativeIsSimilar: Policy = {
  name: 'flag-for-audit-when-narrative-is-similar',
  when: ['NarrativeSimilar'],
  then: ({ id, meta }) => [raise(id, 'narrativeSimilar', 'SM', { planId: meta.stream.slice('carePlan-'.length) })],
};

/** Break-glass access is told to the data protection officer. */
export const tellDpoWhenBreakGlassOpened: Policy = {
  name: 'tell-dpo-when-break-glass-opened',
  when: ['BreakGlassOpened'],
  then: ({ id, data }) => [raise(id, 'breakGlass', 'DP', { until: data.until })],
};

function raise(
  factId: string,
  kind: string,
  forRole: string,
  ref: Readonly<Record<string, string | number>>,
): PolicyCommand {
  return raiseTask(uuidV5(factId, kind), { kind, forRole, ref });
}
