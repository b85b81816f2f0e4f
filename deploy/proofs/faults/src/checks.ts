import { listMember, textMember } from '@carethread/ledger';
import type { Clients } from './clients.js';
import type { Sent } from './load.js';

/** Clients that send again side by side. */
const AT_ONCE = 8;

/** Everything is sent again with its key: what was acknowledged is answered as before, what was not ends stored once. */
export async function resend(clients: Clients, sent: readonly Sent[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const rest = [...sent];
  const again = async (one: Sent): Promise<void> => {
    const { status, body } = await clients.call('POST', one.path, one.body, { as: one.as, key: one.key });
    if (status >= 300) {
      if (one.answer !== undefined)
        faults.push(`acknowledged ${one.path} is now answered ${status} ${String(body['code'])}`);
      return;
    }
    const { answer } = one;
    if (answer !== undefined && (answer.id !== body['id'] || answer.revision !== body['revision']))
      faults.push(
        `${one.path} was stored as ${answer.id} at ${answer.revision} and is now ${String(body['id'])} at ${String(body['revision'])}`,
      );
    one.answer ??= { id: String(body['id']), revision: Number(body['revision']), position: String(body['position']) };
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await again(one);
    }),
  );
  return faults;
}

interface Shown {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** Each obligation exists once, and views answer after a rebuild as before it. */
export async function sameAfterRebuild(
  clients: Clients,
  people: readonly string[],
  /** Where the routes of test mode are, if not at the clients' address. */
  testUrl = clients.url,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const before = await answers(clients, people);
  for (const { path, body } of before) {
    if (!path.includes('obligations')) continue;
    const kinds = listMember(body, 'items').map((one) => textMember(one, 'kind'));
    if (new Set(kinds).size !== kinds.length) faults.push(`doubled obligations: ${kinds.join()}`);
    if (!kinds.includes('firstPlanningMeeting')) faults.push(`a plan has no first planning meeting: ${path}`);
  }
  const rebuilt = await clients.call('POST', '/test/rebuild', undefined, { within: 130_000, url: testUrl });
  if (rebuilt.status >= 300) faults.push(`the rebuild was answered ${rebuilt.status}`);
  const after = await answers(clients, people);
  for (const [index, { path, body }] of before.entries())
    if (JSON.stringify(after[index]?.body) !== JSON.stringify(body))
      faults.push(
        `${path} does not equal a rebuild: ${JSON.stringify(body).slice(0, 300)} became ${JSON.stringify(after[index] ?? null).slice(0, 300)}`,
      );
  return faults;
}

async function answers(clients: Clients, people: readonly string[]): Promise<readonly Shown[]> {
  const shown: Shown[] = [];
  const show = async (path: string): Promise<Record<string, unknown>> => {
    const { status, body } = await clients.call('GET', path, undefined, { as: 'AU' });
    // Nothing may be there yet; a problem's correlation id is never the same twice.
    shown.push({ path, body: status === 200 ? body : { status } });
    return body;
  };
  for (const personId of people) {
    await show(`/assessment/persons/${personId}`);
    await show(`/assessment/assessments?personId=${personId}`);
    await show(`/care-plan/episodes?personId=${personId}`);
    const plans = await show(`/care-plan/plans?personId=${personId}`);
    for (const plan of listMember(plans, 'items')) {
      const id = textMember(plan, 'id') ?? '';
      await show(`/review/plans/${id}/obligations`);
      await show(`/consent/plans/${id}/consent`);
    }
    await show(`/care-plan/subscriptions?personId=${personId}`);
  }
  return shown;
}
