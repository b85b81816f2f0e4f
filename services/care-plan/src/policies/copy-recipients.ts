import { present } from '@carethread/ledger';
import { type PolicyCommand, send, type PolicyReader } from '@carethread/runtime';
import { formatFor } from '../domain/copies/copy-format.js';
import { copies } from '../domain/copies/decider.js';
import type { Recipient } from '../domain/copies/events.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { section, items, text } from '../domain/plan/content.js';
import type { VersionInForce } from '../domain/plan/issues.js';
import type { PlanState } from '../domain/plan/state.js';

export function issue(
  planId: string,
  { versionNo, issueNo }: VersionInForce,
  recipients: Awaited<ReturnType<typeof recipientsOf>>,
): PolicyCommand {
  return send(copies, planId, { type: 'IssueCopies', versionNo, issueNo, recipients });
}

export async function recipientsOf(
  plan: PlanState,
  personId: string,
  version: VersionInForce,
  reader: PolicyReader,
): Promise<readonly Recipient[]> {
  const facts = await reader.facts<CarePlanFacts>(personId);
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
