import { randomUUID } from 'node:crypto';
import { present } from '@carethread/ledger';
import type { Clients } from './clients.js';

export interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: object;
  readonly as: string;
  /** What came back; undefined where nothing did. */
  answer: { readonly id: string; readonly revision: number; readonly position: string } | undefined;
}

/** Before a command that was not answered is sent again, with its key, in milliseconds. */
const AGAIN_MS = 150;

/** How long a writer waits for one person's care before the next person comes, in milliseconds. */
const CARE_MS = 3_000;

export interface LoadOptions {
  readonly writers: number;
  /** Milliseconds that a writer rests after a command. Default 0. */
  readonly rest?: number;
  /** 0 ≤ n < 1, seeded. */
  readonly random: () => number;
}

/** People, services, plans and entries; every command has its key, so that it can be sent again where no answer came. */
export class Load {
  readonly sent: Sent[] = [];
  #alive = false;
  #writers: readonly Promise<void>[] = [];
  readonly #cared: Promise<void>[] = [];

  constructor(
    readonly clients: Clients,
    readonly options: LoadOptions,
  ) {}

  start(): void {
    this.#alive = true;
    this.#writers = Array.from({ length: this.options.writers }, async () => {
      while (this.#alive) await this.#oneLife();
    });
  }

  /** Resolves when no writer waits for an answer any more. */
  async stop(): Promise<void> {
    this.#alive = false;
    await Promise.all([...this.#writers, ...this.#cared.splice(0)]);
  }

  acknowledged(path?: RegExp): readonly Sent[] {
    return this.sent.filter((one) => one.answer !== undefined && (path?.test(one.path) ?? true));
  }

  /** The people whose registration was acknowledged. */
  people(): readonly string[] {
    return [...new Set(this.acknowledged(/^\/assessment\/persons$/).map(({ answer }) => answer?.id ?? ''))];
  }

  async #oneLife(): Promise<void> {
    const life: string[] = [];
    const person = await this.#command(life, 'AS', '/assessment/persons', {
      name: { given: 'Synthetic', family: `Person ${randomUUID()}` },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });
    if (person === undefined) return;
    const personId = person.id;
    // Facts about one person that other services receive, in an order that must hold.
    const needs = Math.floor(this.options.random() * 3);
    for (let priority = 1; priority <= needs; priority += 1)
      await this.#command(life, 'AS', `/assessment/persons/${personId}/communication-needs`, {
        formats: [{ format: 'easyRead', priority }],
      });
    const cared = this.#care([...life], personId);
    const assessment = await this.#command([], 'AS', '/assessment/assessments', { personId, kind: 'councilNeeds' });
    if (assessment !== undefined) {
      await this.#command([], 'AS', `/assessment/assessments/${assessment.id}/start`, {});
      const findings = 1 + Math.floor(this.options.random() * 5);
      for (let finding = 0; finding < findings; finding += 1)
        await this.#command([], 'AS', `/assessment/assessments/${assessment.id}/findings`, {
          category: 'need',
          domain: 'health',
          statement: `need ${finding}`,
        });
    }
    // Care may have to wait for a service whose facts do not arrive; the next person is registered meanwhile.
    this.#cared.push(cared);
    await Promise.race([cared, new Promise((resolve) => setTimeout(resolve, CARE_MS))]);
  }

  /** A withdrawal travels through three services: the plan is suspended, an urgent review falls due, the subscriber has a notice. */
  async #care(life: string[], personId: string): Promise<void> {
    const { organisationId } = this.clients;
    await this.#command(life, 'SM', '/care-plan/episodes', { personId, providerId: organisationId });
    const plan = await this.#command(life, 'SM', '/care-plan/plans', { personId, planKind: 'provider' });
    if (plan === undefined) return;
    await this.#command(life, 'SM', '/care-plan/subscriptions', { personId });
    await this.#command(life, 'SM', `/consent/plans/${plan.id}/withdrawal`, {
      scope: 'whole',
      mode: 'verbal',
      witness: { kind: 'professional', id: randomUUID() },
    });
  }

  /** @param life positions of what this person's commands have stored so far: each next one waits until it is known. */
  async #command(life: string[], as: string, path: string, body: object): Promise<Sent['answer']> {
    if (!this.#alive) return undefined;
    const sent: Sent = { key: randomUUID(), path, body, as, answer: undefined };
    this.sent.push(sent);
    do {
      const { rest = 0 } = this.options;
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest * (0.5 + this.options.random())));
      if (await this.#send(sent, life)) return sent.answer;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    } while (this.#alive);
    return undefined;
  }

  /** Whether there was an answer; a refused command is taken off the list. */
  async #send(sent: Sent, life: string[]): Promise<boolean> {
    try {
      const { status, body } = await this.clients.call(
        'POST',
        sent.path,
        sent.body,
        present({
          as: sent.as,
          key: sent.key,
          prefer: life.length === 0 ? undefined : `wait-for=${life.slice(-4).join(',')}`,
        }),
      );
      if (status >= 500) return false;
      if (status < 300) {
        const position = String(body['position']);
        sent.answer = { id: String(body['id']), revision: Number(body['revision']), position };
        life.push(position);
      } else this.sent.splice(this.sent.indexOf(sent), 1);
      return true;
    } catch {
      return false; // the process has gone; the command is on the list
    }
  }
}
