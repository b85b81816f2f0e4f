import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { flagForAuditWhenNarrativeIsSimilar } from './flag-for-audit-when-narrative-is-similar.js';

const similar = { type: 'NarrativeSimilar', payload: { sections: ['personsView'] } } as const;
const flagged = (forRole: string, organisationId?: string) =>
  raiseTask(uuidV5(specMeta.id, 'narrativeSimilar'), {
    kind: 'narrativeSimilar',
    forRole,
    ...(organisationId === undefined ? {} : { organisationId }),
    subject: { kind: 'staff', id: specMeta.actor.user },
    ref: { planId: 'PL' },
  });

it('OUT-20: a copied narrative is flagged to the provider’s manager, or to the council, and names its writer', async () => {
  const plan = (planKind: string) => ({ ...NO_PLAN, opened: { ...opened.payload, planKind } });
  await specifyPolicy(flagForAuditWhenNarrativeIsSimilar, { states: { 'carePlan-PL': plan('provider') } })
    .hears(recorded(similar, { stream: 'carePlan-PL' }))
    .sends(flagged('SM', 'O'));
  await specifyPolicy(flagForAuditWhenNarrativeIsSimilar, { states: { 'carePlan-PL': plan('localAuthority') } })
    .hears(recorded(similar, { stream: 'carePlan-PL' }))
    .sends(flagged('AS'));
});
