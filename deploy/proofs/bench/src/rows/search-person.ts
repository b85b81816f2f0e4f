import { listMember, textMember } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { ChildServer } from '../child-server.js';
import { idle, setClock, tokenFor } from '../prepared-folders.js';
import { registerPeople } from '../registered-people.js';
import { nameOf, registration, yearOf } from '../registrations.js';
import type { Bench, Row } from '../row.js';
import { interleaved, median, milliseconds, quantile } from '../timing.js';

/** Searches of one user; the sixtieth in an hour raises a task. */
const OF_A_USER = 50;
/** Requests of one kind, one after the other. */
const BLOCK = 20;

/** A search over HTTP by name and year of birth among so many people: beside the names of those found, by their ids. */
export async function searchPerson(bench: Bench): Promise<readonly Row[]> {
  const count = bench.pick(200, 5_000, 200_000);
  const folder = bench.folders.fresh('search-person');
  const [tenantId, organisationId] = [randomUUID(), randomUUID()];
  // Its first start makes the stores; the people are put into them while it does not run.
  await (await ChildServer.assessmentAlone(folder)).stop();
  await registerPeople(folder, { tenantId, count, details: registration, say: bench.say });
  const platform = await ChildServer.assessmentAlone(folder);
  try {
    await setClock(platform);
    const folding = await idle(platform);
    bench.say(`folded within ${folding.toFixed(0)} s, ${platform.memory().toFixed(0)} MB`);
    const rounds = bench.pick(20, 400);
    const tokens = await Promise.all(
      Array.from({ length: Math.ceil((rounds * 1.25) / OF_A_USER) }, () =>
        tokenFor(platform, tenantId, organisationId),
      ),
    );
    let asked = 0;
    const token = (): string => tokens[Math.floor(asked / OF_A_USER) % tokens.length] ?? '';
    const search = async (round: number): Promise<readonly string[]> => {
      const nth = (round * 7919) % count;
      const { given, family } = nameOf(nth);
      const query = { name: `${family} ${given}`, born: String(yearOf(nth)) };
      const items = await read(platform, '/assessment/persons/search', query, token());
      asked += 1;
      const ids = items.flatMap((one) => textMember(one, 'id') ?? []);
      if (ids.length === 0) throw new Error('nobody was found');
      return ids;
    };
    for (let round = 0; round < rounds / 4; round++) await search(round);
    let found: readonly (readonly string[])[] = [];
    const { first, second } = await interleaved(
      rounds / BLOCK,
      async (block) => {
        const from = 1_000 + block * BLOCK;
        const { answers, ...taken } = await inTurn(platform, BLOCK, (nth) => search(from + nth));
        found = answers;
        return taken;
      },
      () => inTurn(platform, BLOCK, (nth) => read(platform, '/assessment/persons/names', { ids: found[nth] }, token())),
    );
    const walls = first.flatMap(({ wall }) => wall);
    const [value, floor] = [median(walls), median(second.flatMap(({ wall }) => wall))];
    return [
      {
        name: 'search.person',
        value,
        unit: 'ms a search',
        floor,
        floorName: 'the names of those found by their ids, over HTTP as well',
        ratio: value / floor,
        cpu: median(first.map(({ cpu }) => cpu)),
        floorCpu: median(second.map(({ cpu }) => cpu)),
        p50: value,
        p99: quantile(walls, 0.99),
        note:
          `name and year of birth among ${count} people whose records somebody has read before, one request at a time, SQLite; ` +
          `${platform.memory().toFixed(0)} MB`,
      },
    ];
  } finally {
    await platform.stop();
  }
}

interface Taken<Answer> {
  readonly answers: readonly Answer[];
  /** Milliseconds of each. */
  readonly wall: readonly number[];
  /** CPU seconds of each, on the average. */
  readonly cpu: number;
}

/** Requests one after the other: as many as the platform's CPU time is seen to grow by. */
async function inTurn<Answer>(
  platform: ChildServer,
  count: number,
  ask: (nth: number) => Promise<Answer>,
): Promise<Taken<Answer>> {
  const answers: Answer[] = [];
  const wall: number[] = [];
  const before = platform.cpu();
  for (let nth = 0; nth < count; nth++) wall.push(await milliseconds(async () => void answers.push(await ask(nth))));
  return { answers, wall, cpu: (platform.cpu() - before) / count };
}

async function read(platform: ChildServer, path: string, body: object, token: string): Promise<readonly unknown[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(platform.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const json: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(json)}`);
  return listMember(json, 'items');
}
