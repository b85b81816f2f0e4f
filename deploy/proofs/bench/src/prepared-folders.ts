import { textMember } from '@carethread/ledger';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildServer } from './child-server.js';
import { NOTE } from './sealed-event.js';

export const NOW = '2026-03-02T09:00:00.000Z';
/** How many people, assessments and plans there are to write on: one for each connection. */
export const PEOPLE = 64;

/** A platform, whichever way it runs. */
export type Addressed = Pick<ChildServer, 'url'>;

export interface Assessed {
  readonly tenantId: string;
  readonly organisationId: string;
  readonly persons: readonly string[];
  /** Started, and open for findings. */
  readonly assessments: readonly string[];
}

export interface Prepared extends Assessed {
  /** Provisional plans in force. */
  readonly plans: readonly string[];
}

/** Data folders that the platform itself has filled: one is made, the others are its copies. */
export class PreparedFolders {
  readonly root = mkdtempSync(join(tmpdir(), 'carethread-bench-'));
  #base: Promise<Prepared> | undefined;

  /** An empty path inside the temporary folder. */
  fresh(name: string): string {
    return join(this.root, `${name}-${randomUUID().slice(0, 8)}`);
  }

  /** A folder of its own with 64 people, each with an open assessment and a plan in force. */
  async copy(name: string): Promise<{ readonly folder: string; readonly prepared: Prepared }> {
    this.#base ??= prepare(join(this.root, 'base'));
    const prepared = await this.#base;
    const folder = this.fresh(name);
    cpSync(join(this.root, 'base'), folder, { recursive: true });
    return { folder, prepared };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

async function prepare(folder: string): Promise<Prepared> {
  const platform = await ChildServer.platform(folder);
  try {
    const assessed = await assessedOn(platform);
    return { ...assessed, plans: await plannedOn(platform, assessed) };
  } finally {
    await platform.stop();
  }
}

/** How often a request is sent again at most. */
const MAX_RESENDS = 5;

type Post = (path: string, body: object, token: string) => Promise<string>;

export function postTo(platform: Addressed): Post {
  return async (path, body, token) => {
    const request = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    };
    let answer = await fetch(platform.url + path, request);
    // A platform that is cold may take too long, and asks for the same request again.
    for (let again = 0; answer.status === 503 && again < MAX_RESENDS; again++) {
      await answer.arrayBuffer();
      answer = await fetch(platform.url + path, request);
    }
    const created: unknown = await answer.json();
    const id = textMember(created, 'id');
    if (!answer.ok || id === undefined) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(created)}`);
    return id;
  };
}

const forAll = (work: (index: number) => Promise<string>): Promise<string[]> =>
  Promise.all(Array.from({ length: PEOPLE }, (_, index) => work(index)));

/** Has a platform register 64 people, each with an open assessment; it is idle afterwards. */
export async function assessedOn(platform: Addressed): Promise<Assessed> {
  const tenantId = randomUUID();
  const organisationId = randomUUID();
  await setClock(platform);
  const token = await tokenFor(platform, tenantId, organisationId);
  const post = postTo(platform);
  const persons = await forAll((index) =>
    post(
      '/assessment/persons',
      {
        name: { given: 'Synthetic', family: `Person ${index}` },
        dateOfBirth: '1941-05-04',
        firstLanguage: 'en',
        groups: [],
      },
      token,
    ),
  );
  await idle(platform);
  const assessments = await forAll((index) =>
    post('/assessment/assessments', { personId: persons[index], kind: 'councilNeeds' }, token),
  );
  await forAll((index) => post(`/assessment/assessments/${assessments[index] ?? ''}/start`, {}, token));
  await idle(platform);
  return { tenantId, organisationId, persons, assessments };
}

/** A plan in force for each of them: the provisional one of a service that started in an emergency. */
async function plannedOn(platform: Addressed, { tenantId, organisationId, persons }: Assessed): Promise<string[]> {
  const keyworkerId = randomUUID();
  const manager = await tokenFor(platform, tenantId, organisationId, { roles: ['SM'] });
  const keyworker = await tokenFor(platform, tenantId, organisationId, { userId: keyworkerId, roles: ['KW'] });
  const post = postTo(platform);
  const episodes = await forAll((index) => post('/care-plan/episodes', { personId: persons[index] }, manager));
  await forAll((index) =>
    post(`/care-plan/episodes/${episodes[index] ?? ''}/team`, { keyworkerId, members: [] }, manager),
  );
  const emergency = { emergency: true, emergencyReason: NOTE, whyNoAssessment: NOTE };
  await forAll((index) => post(`/care-plan/episodes/${episodes[index] ?? ''}/start`, emergency, manager));
  const plans = await forAll((index) =>
    post('/care-plan/plans', { personId: persons[index], planKind: 'provider', episodeId: episodes[index] }, keyworker),
  );
  const provisional = { consentBasis: 'verbal', content: content() };
  await forAll((index) => post(`/care-plan/plans/${plans[index] ?? ''}/provisional`, provisional, keyworker));
  await idle(platform);
  return plans;
}

/** A plan of some kilobytes. */
export function content(): Readonly<Record<string, object | string>> {
  return {
    personsView: NOTE,
    whatMatters: NOTE,
    profile: { penPicture: NOTE },
    history: { summary: NOTE },
    needs: Array.from({ length: 4 }, (_, index) => ({ needId: randomUUID(), text: `need ${index}: ${NOTE}` })),
    actions: Array.from({ length: 4 }, (_, index) => ({
      actionId: `a${index}`,
      what: 'morning wash',
      how: NOTE,
      when: 'daily 08:00',
      where: 'bathroom',
      responsible: 'care staff',
    })),
  };
}

export async function setClock(platform: Addressed, now = NOW): Promise<void> {
  const answer = await fetch(`${platform.url}/test/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now }),
  });
  if (!answer.ok) throw new Error(`the clock answered ${answer.status}`);
}

/** How long one request waits for the platform to be idle, and how long all of them, in milliseconds. */
const IDLE_WAIT_MS = 120_000;
const IDLE_LIMIT_MS = 600_000;

/** Waits until nothing is in flight; gives how many seconds that took. */
export async function idle(platform: Addressed): Promise<number> {
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`${platform.url}/test/idle?within=${IDLE_WAIT_MS}`);
    const text = await answer.text();
    if (answer.ok) return (performance.now() - began) / 1000;
    const late = text.includes('TIMED_OUT') && performance.now() - began < IDLE_LIMIT_MS;
    if (!late) throw new Error(`the platform does not become idle: ${answer.status} ${text}`);
  }
}

/** A token of an assessor who manages the service too, or of somebody with other claims. */
export async function tokenFor(
  platform: Addressed,
  tenantId: string,
  organisationId: string,
  who: { readonly userId?: string; readonly roles?: readonly string[] } = {},
): Promise<string> {
  const answer = await fetch(`${platform.url}/test/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      userId: randomUUID(),
      roles: ['AS', 'SM'],
      tenantId,
      organisationId,
      qualifications: ['assessor'],
      expiresIn: 7200,
      ...who,
    }),
  });
  const token = textMember(await answer.json(), 'accessToken');
  if (token === undefined) throw new Error(`the issuer answered ${answer.status}`);
  return token;
}

/** A token for each connection: no two of them are the same user. */
export function tokensFor(platform: Addressed, { tenantId, organisationId }: Assessed): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: PEOPLE }, () => tokenFor(platform, tenantId, organisationId)));
}
