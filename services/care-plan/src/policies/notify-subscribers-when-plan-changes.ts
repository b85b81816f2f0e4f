import { uuidV5, present } from '@carethread/ledger';
import { answersFor, policy, policyOn, send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import { raiseTask, type Prompt } from '@carethread/service-kit';
import type { BreakGlassEvent } from '../domain/break-glass/decider.js';
import { copies, type Recipient } from '../domain/copies/decider.js';
import { formatFor } from '../domain/copies/copy-format.js';
import type { DailyRecordEvent } from '../domain/daily-record/decider.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { items, section, text } from '../domain/plan/content.js';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent, PlanState } from '../domain/plan/events.js';
import { asEffectiveAt, standingOf, upcomingAt, versionAt, type VersionInForce } from '../domain/plan/in-force.js';
import { subscription, type SubscriptionEvent } from '../domain/subscription/decider.js';

const KINDS = {
  PlanVersionPublished: 'published',
  ProvisionalPlanPublished: 'published',
  PlanCorrectionRecorded: 'correction',
  PlanSuspended: 'suspended',
  PlanResumed: 'resumed',
  CarePlanClosed: 'closed',
} as const;

/** What the person withdrew or restored has names of its own (R6). */
const CONSENT: Readonly<Record<string, string>> = {
  PlanSuspended: 'consentWithdrawn',
  PlanResumed: 'consentRestored',
};

function causesOf(data: object): readonly string[] {
  if ('causes' in data && 'scope' in data) return data.causes as readonly string[];
  return 'suspensionId' in data && 'cause' in data ? [String(data.cause)] : [];
}

/** PLAT-13: every subscriber is told of every change of the plan, thinly and in order. */
export const notifySubscribersWhenPlanChanges = policyOn<PlanEvent>()({
  name: 'notify-subscribers-when-plan-changes',
  when: [
    'PlanVersionPublished',
    'ProvisionalPlanPublished',
    'PlanCorrectionRecorded',
    'PlanSuspended',
    'PlanResumed',
    'CarePlanClosed',
  ],
  then: async ({ type, personId, data, id, recordedAt }, look) => {
    if (personId === null) return [];
    const plan = await look.state<PlanState>(carePlan, data.planId);
    if (plan.opened?.planKind === 'localAuthority') return [];
    const inForce = versionAt(plan, recordedAt)?.versionNo ?? plan.versions.at(-1)?.versionNo ?? 0;
    const corrected = 'appliesToVersions' in data ? Math.max(...data.appliesToVersions) : inForce;
    const versionNo = ('versionNo' in data ? data.versionNo : undefined) ?? corrected;
    const causes = causesOf(data);
    const changeKind = causes.includes('consent') ? (CONSENT[type] ?? KINDS[type]) : KINDS[type];
    return (await look.ids(subscription.category, personId)).map((subscriptionId) =>
      send(subscription, subscriptionId, {
        type: 'NotifyChange',
        planId: data.planId,
        versionNo,
        changeKind,
        causeId: id,
        ...(plan.opened === undefined ? {} : { heldBy: plan.opened.organisationId }),
        ...(causes.length === 0 ? {} : { causes }),
      }),
    );
  },
});

/** Copies of an agreed version go to the person, to contacts as they permit, and to those a CPA plan names (CPA-48 to CPA-51). */
export const issueCopiesWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'issue-copies-when-version-published',
  // A rendition of a version may be what a copy waited for.
  when: ['PlanVersionPublished', 'PlanCorrectionRecorded', 'RenditionAdded'],
  then: async ({ personId, data, recordedAt }, look) => {
    if (personId === null) return [];
    const plan = await look.state<PlanState>(carePlan, data.planId);
    // Of what was set right, those versions are copied anew that somebody acts on, now or from a later day.
    const concerned: readonly number[] =
      'appliesToVersions' in data ? data.appliesToVersions : [data.versionNo].filter((one) => one !== undefined);
    const commands: PolicyCommand[] = [];
    for (const version of plan.versions) {
      const acted = ['inForce', 'upcoming'].includes(standingOf(plan, version, recordedAt));
      if (!concerned.includes(version.versionNo) || !acted) continue;
      const read = asEffectiveAt(plan, version, recordedAt);
      const name = String(version.versionNo);
      commands.push({ ...issue(data.planId, read, await recipientsOf(plan, personId, read, look)), name });
    }
    return commands;
  },
});

/** CPA-49: whoever got no copy for want of permission has the agreed one as soon as the person permits it. */
export const issueCopyWhenContactIsPermitted = policy({
  name: 'issue-copy-when-contact-is-permitted',
  when: ['consent.contact-named.v1', 'consent.involvement-changed.v1'],
  then: async ({ personId, data, recordedAt }, look) => {
    if (personId === null || !data.scopes.includes('copies')) return [];
    const commands: PolicyCommand[] = [];
    for (const planId of await look.ids(carePlan.category, personId)) {
      const plan = await look.state<PlanState>(carePlan, planId);
      const version = versionAt(plan, recordedAt) ?? upcomingAt(plan, recordedAt);
      if (version === undefined || version.provisional || plan.state === 'closed') continue;
      const read = asEffectiveAt(plan, version, recordedAt);
      const recipients = await recipientsOf(plan, personId, read, look);
      commands.push(
        issue(
          planId,
          read,
          recipients.filter(({ id }) => id === data.contactId),
        ),
      );
    }
    return commands;
  },
});

function issue(
  planId: string,
  { versionNo, issueNo }: VersionInForce,
  recipients: Awaited<ReturnType<typeof recipientsOf>>,
): PolicyCommand {
  return send(copies, planId, { type: 'IssueCopies', versionNo, issueNo, recipients });
}

async function recipientsOf(
  plan: PlanState,
  personId: string,
  version: VersionInForce,
  look: PolicyReader,
): Promise<readonly Recipient[]> {
  const facts = await look.facts<CarePlanFacts>(personId);
  const { content } = version;
  const own = { kind: 'person', id: personId, role: 'person', permitted: true, basis: 'ownPlan' };
  const recipients: Recipient[] = [{ ...own, ...formatFor(facts.formats, plan, version) }];
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
      recipients.push(
        present({
          kind: 'professional',
          name,
          role: text(professional, 'role') ?? 'professional',
          format: 'standard',
          permitted: true,
          basis: 'namedOnPlan',
          id,
        }),
      );
    }
    for (const carer of items(cpa, 'carers')) {
      const id = text(carer, 'id', 'userId');
      const known = id !== undefined && facts.contacts[id] !== undefined;
      if (!known)
        recipients.push(
          present({
            kind: 'carer',
            name: text(carer, 'name') ?? 'carer',
            role: 'carer',
            format: 'standard',
            permitted: false,
            basis: 'noPermission',
            id,
          }),
        );
    }
  }
  return recipients;
}

/** PLAT-02: a rebuilt version that reads otherwise than was agreed is an incident for whoever answers for the record. */
export const raiseIncidentWhenContentDiverges = policyOn<PlanEvent>()({
  name: 'raise-incident-when-content-diverges',
  when: ['PlanContentDiverged'],
  then: async ({ id, personId, data: { planId, versionNo, issueNo } }, look) => {
    const { opened } = await look.state<PlanState>(carePlan, planId);
    return [
      raise(
        id,
        'CONTENT_DIVERGED',
        {
          ...(await look.office(personId, answersFor(opened?.planKind), opened?.organisationId)),
          subject: { kind: 'plan', id: planId },
        },
        { planId, versionNo, issueNo },
      ),
    ];
  },
});

/** PLAT-13: a notice nobody acknowledged within 24 hours goes to the manager. */
export const escalateWhenNoticeIsNotAcknowledged = policyOn<SubscriptionEvent>()({
  name: 'escalate-when-notice-is-not-acknowledged',
  when: ['AcknowledgementMissed'],
  then: async ({ id, data, meta }, look) => {
    const subscriptionId = meta.stream.slice('subscription-'.length);
    const { providerId } = await look.state(subscription, subscriptionId);
    return [
      raise(
        id,
        'changeAcknowledgement',
        { forRole: 'SM', ...heldBy(providerId) },
        { noticeNo: data.noticeNo, subscription: subscriptionId },
      ),
    ];
  },
});

/** Care given against a withdrawn consent is recorded truly, and the manager learns of it. */
export const raiseIncidentWhenCareGivenWithoutConsent = policyOn<DailyRecordEvent>()({
  name: 'raise-incident-when-care-given-without-consent',
  when: ['DailyEntryAdded'],
  then: ({ id, data, meta: { actor } }) =>
    data.withoutConsent === true
      ? [
          raise(
            id,
            'CARE_WITHOUT_CONSENT',
            { forRole: 'SM', ...heldBy(actor.organisation), subject: { kind: 'staff', id: actor.user } },
            { entryId: data.entryId },
          ),
        ]
      : [],
});

/** A narrative that stands in another person's plan too is flagged for audit. */
export const flagForAuditWhenNarrativeIsSimilar = policyOn<PlanEvent>()({
  name: 'flag-for-audit-when-narrative-is-similar',
  when: ['NarrativeSimilar'],
  then: async ({ id, personId, meta: { stream, actor } }, look) => {
    const planId = stream.slice('carePlan-'.length);
    const { opened } = await look.state<PlanState>(carePlan, planId);
    const forRole = opened?.planKind === 'provider' ? 'SM' : answersFor(opened?.planKind);
    return [
      raise(
        id,
        'narrativeSimilar',
        {
          ...(await look.office(personId, forRole, opened?.organisationId)),
          subject: { kind: 'staff', id: actor.user },
        },
        { planId },
      ),
    ];
  },
});

/** Break-glass access is told to the data protection officer. */
export const tellDpoWhenBreakGlassOpened = policyOn<BreakGlassEvent>()({
  name: 'tell-dpo-when-break-glass-opened',
  when: ['BreakGlassOpened'],
  then: ({ id, data, meta: { actor } }) => [
    raise(id, 'breakGlass', { forRole: 'DP', subject: { kind: 'staff', id: actor.user } }, { until: data.until }),
  ],
});

function raise(
  factId: string,
  kind: Prompt['kind'],
  office: Omit<Prompt, 'kind' | 'ref'>,
  ref: Prompt['ref'],
): PolicyCommand {
  return raiseTask(uuidV5(factId, kind), { kind, ...office, ref });
}

function heldBy(organisationId: string | undefined): { readonly organisationId?: string } {
  return organisationId === undefined || organisationId === '' ? {} : { organisationId };
}
