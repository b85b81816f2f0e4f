import { verifyLog } from '@carethread/ledger';
import { SqliteLog } from '@carethread/log-sqlite';
import { SERVICE_NAMES } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { eventsByPerson, faultsOf } from './consequences.js';
import { PlatformProcess } from './platform-process.js';
import { lostFrom } from './reached.js';

export interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: object;
  readonly as: string;
  /** What came back; undefined where the kill came first. */
  answer: { readonly id: string; readonly revision: number } | undefined;
}

const WRITERS = 16;
/** A run's kill comes at a random moment within so many milliseconds of the first answer. */
const LONGEST_LOAD_MS = 1_000;
const FIRST_ANSWER_MS = 10_000;
/** So many of the last commands are sent again after a restart; that none is lost is looked up in the log for all of them. */
const RESENT = 400;
const NOW = '2026-03-02T09:00:00.000Z';

/** The load of a crash run: people, services, plans and entries, every command with its key, so that it can be sent again. */
export class CrashRun {
  readonly tenantId = randomUUID();
  readonly organisationId = randomUUID();
  readonly sent: Sent[] = [];
  #platform: PlatformProcess | undefined;
  readonly #tokens = new Map<string, string>();

  constructor(
    public data: string,
    readonly random: () => number,
  ) {}

  async start(): Promise<void> {
    this.#platform = await PlatformProcess.start(this.data);
    this.#tokens.clear();
    await this.#call('PUT', '/test/clock', { now: NOW });
    for (const role of ['AS', 'SM', 'PA', 'AU']) {
      const token = await this.#call('POST', '/test/tokens', {
        userId: '00000000-0000-4000-8000-00000000000' + String(['AS', 'SM', 'PA', 'AU'].indexOf(role)),
        roles: [role],
        tenantId: this.tenantId,
        organisationId: this.organisationId,
        qualifications: ['assessor'],
      });
      this.#tokens.set(role, String(token.body['accessToken']));
    }
  }

  async setUp(): Promise<void> {
    const { status } = await this.#call(
      'PUT',
      `/assessment/organisations/${this.organisationId}`,
      { kind: 'provider', name: 'Synthetic', jurisdiction: 'ENG' },
      'PA',
    );
    if (status !== 200) throw new Error(`the organisation was answered ${status}`);
  }

  /** Writes until the platform is killed at a random moment; gives how many commands were acknowledged. */
  async loadAndKill(): Promise<number> {
    const from = this.sent.length;
    const moment = this.random() * LONGEST_LOAD_MS;
    return this.loadUntilKilled(async () => {
      // A platform that has only just started may not have answered anybody yet.
      const deadline = Date.now() + FIRST_ANSWER_MS;
      while (!this.sent.slice(from).some(({ answer }) => answer !== undefined) && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, moment));
    });
  }

  /** Writes while something happens, and kills the platform when it has happened; gives how many commands were acknowledged. */
  async loadUntilKilled(happening: () => Promise<void>): Promise<number> {
    const platform = this.#platform;
    if (platform === undefined) throw new Error('not started');
    let alive = true;
    const from = this.sent.length;
    const writers = Array.from({ length: WRITERS }, async () => {
      while (alive)
        try {
          await this.#oneLife(() => alive);
        } catch {
          // the kill came in between: what was sent is on the list
        }
    });
    try {
      await happening();
    } finally {
      await platform.kill();
      alive = false;
      await Promise.all(writers);
    }
    return this.sent.slice(from).filter(({ answer }) => answer !== undefined).length;
  }

  async #oneLife(alive: () => boolean): Promise<void> {
    const life: string[] = [];
    const person = await this.#command(life, 'AS', '/assessment/persons', {
      name: { given: 'Synthetic', family: 'Person' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });
    if (person === undefined || !alive()) return;
    const personId = person.id;
    await this.#command(life, 'SM', '/care-plan/episodes', { personId, providerId: this.organisationId });
    const plan = await this.#command(life, 'SM', '/care-plan/plans', { personId, planKind: 'provider' });
    if (plan !== undefined && alive()) await this.#withdrawn(life, personId, plan.id);
    const assessment = await this.#command(life, 'AS', '/assessment/assessments', { personId, kind: 'councilNeeds' });
    if (assessment === undefined) return;
    await this.#command(life, 'AS', `/assessment/assessments/${assessment.id}/start`, {});
    for (let findings = 0; findings < 5 && alive(); findings++)
      await this.#command(life, 'AS', `/assessment/assessments/${assessment.id}/findings`, {
        category: 'need',
        domain: 'health',
        statement: `need ${findings}`,
      });
  }

  /** A withdrawal travels through three services: the plan is suspended, an urgent review falls due, the subscriber has a notice. */
  async #withdrawn(life: string[], personId: string, planId: string): Promise<void> {
    await this.#command(life, 'SM', '/care-plan/subscriptions', { personId });
    await this.#command(life, 'SM', `/consent/plans/${planId}/withdrawal`, {
      scope: 'whole',
      mode: 'verbal',
      witness: { kind: 'professional', id: randomUUID() },
    });
  }

  /** @param life positions of what this person's commands have stored so far: each next one waits until it is known. */
  async #command(life: string[], as: string, path: string, body: object): Promise<Sent['answer']> {
    const sent: Sent = { key: randomUUID(), path, body, as, answer: undefined };
    this.sent.push(sent);
    const { status, body: said } = await this.#call('POST', path, body, as, sent.key, life);
    if (status >= 500) throw new Error(`${path} answered ${status}`);
    if (status < 300) {
      sent.answer = { id: String(said['id']), revision: Number(said['revision']) };
      life.push(String(said['position']));
    } else this.sent.splice(this.sent.indexOf(sent), 1);
    return sent.answer;
  }

  /**
   * After the restart: everything acknowledged is there once, what was unanswered ends stored once, what policies owe for it was
   * done once, chains hold, views equal a rebuild.
   */
  async check(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const { path, answer } of await lostFrom(this.data, this.sent))
      faults.push(`acknowledged ${path} ${answer?.id} at ${answer?.revision} is not in the log`);
    for (const sent of this.sent.slice(-RESENT)) {
      const { status, body } = await this.#call('POST', sent.path, sent.body, sent.as, sent.key);
      if (status >= 300) {
        if (sent.answer !== undefined)
          faults.push(`acknowledged ${sent.path} is now answered ${status} ${String(body['code'])}`);
        continue;
      }
      if (sent.answer !== undefined && (sent.answer.id !== body['id'] || sent.answer.revision !== body['revision']))
        faults.push(
          `${sent.path} was stored as ${JSON.stringify(sent.answer)} and is now ${String(body['id'])} at ${String(body['revision'])}`,
        );
      sent.answer ??= { id: String(body['id']), revision: Number(body['revision']) };
    }
    await this.#call('GET', '/test/idle?within=60000');
    faults.push(...faultsOf(await eventsByPerson(this.data)));
    const people = [
      ...new Set(
        this.sent
          .filter(({ path, answer }) => path === '/assessment/persons' && answer !== undefined)
          .map(({ answer }) => answer?.id ?? ''),
      ),
    ].slice(-40);
    const before = await this.#answers(people);
    for (const { path, body } of before) {
      if (!path.includes('obligations')) continue;
      const kinds = ((body['items'] ?? []) as { kind: string }[]).map(({ kind }) => kind);
      if (new Set(kinds).size !== kinds.length) faults.push(`doubled obligations: ${kinds.join()}`);
      if (!kinds.includes('firstPlanningMeeting')) faults.push(`a plan has no first planning meeting: ${path}`);
    }
    await this.#call('POST', '/test/rebuild');
    const after = await this.#answers(people);
    if (JSON.stringify(after) !== JSON.stringify(before)) faults.push('views do not equal a rebuild');
    for (const service of SERVICE_NAMES)
      for (const name of [service, `${service}.access`]) {
        const log = SqliteLog.openForReading({ file: join(this.data, 'logs', `${name}.db`), service });
        const verdict = await verifyLog(log);
        await log.close();
        if (!verdict.valid) faults.push(`${name} does not verify: ${JSON.stringify(verdict)}`);
      }
    return faults;
  }

  async #answers(people: readonly string[]): Promise<readonly { path: string; body: Record<string, unknown> }[]> {
    const answers = [];
    for (const personId of people) {
      const plans = await this.#call('GET', `/care-plan/plans?personId=${personId}`, undefined, 'AS');
      const planIds = ((plans.body['items'] ?? []) as { id: string }[]).map(({ id }) => id);
      for (const path of [
        `/assessment/persons/${personId}`,
        `/assessment/assessments?personId=${personId}`,
        `/care-plan/episodes?personId=${personId}`,
        ...planIds.map((id) => `/review/plans/${id}/obligations`),
        ...planIds.map((id) => `/consent/plans/${id}/consent`),
        `/care-plan/subscriptions?personId=${personId}`,
      ]) {
        const { status, body } = await this.#call('GET', path, undefined, 'AU');
        if (status !== 200 && status !== 404) throw new Error(`GET ${path} answered ${status}`);
        // Nothing may be there yet; a problem's correlation id is never the same twice.
        answers.push({ path, body: status === 200 ? body : {} });
      }
    }
    return answers;
  }

  async stop(): Promise<void> {
    await this.#platform?.stop();
  }

  async #call(
    method: string,
    path: string,
    body?: object,
    as?: string,
    key?: string,
    after: readonly string[] = [],
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const token = as === undefined ? undefined : this.#tokens.get(as);
    const answer = await fetch(`${this.#platform?.url ?? ''}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}`, 'x-purpose': 'crash run' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(after.length === 0 ? {} : { prefer: `wait-for=${after.slice(-4).join(',')}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
}
