import { listMember, textMember } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { ChildServer } from '../child-server.js';
import { milliseconds } from '../listed-people.js';
import { idle, postTo, setClock, tokenFor } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { interleaved, median, quantile } from '../timing.js';

const AT_ONCE = 32;
/** Searches of one user; the sixtieth in an hour raises a task. */
const OF_A_USER = 50;

const ONSETS = [
  'b',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'w',
  'br',
  'cl',
  'st',
  'tr',
  'th',
];
const RIMES = ['an', 'el', 'er', 'in', 'is', 'on', 'or', 'ard', 'ell', 'en', 'iam', 'ley', 'son', 'ton', 'wood'];

/** A name that is nobody's, made of syllables: 200 given and 90,000 family names. */
function nameOf(nth: number): { readonly given: string; readonly family: string } {
  const syllable = (seed: number): string =>
    `${ONSETS[seed % ONSETS.length] ?? ''}${RIMES[Math.floor(seed / ONSETS.length) % RIMES.length] ?? ''}`;
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const spread = (nth * 7919) % 90_000;
  return {
    given: capital(syllable(nth % 200)),
    family: capital(syllable(spread % 300) + syllable(Math.floor(spread / 300))),
  };
}

const yearOf = (nth: number): number => 1926 + (nth % 80);

/** A search over HTTP by name and year of birth among so many people: beside the names of those found, by their ids. */
export async function searchPerson(bench: Bench): Promise<readonly Row[]> {
  const count = bench.pick(200, 5_000, 200_000);
  const platform = await ChildServer.platform(bench.folders.fresh('search-person'));
  try {
    await setClock(platform);
    const [tenantId, organisationId] = [randomUUID(), randomUUID()];
    const rounds = bench.pick(20, 400);
    const tokens = await Promise.all(
      Array.from({ length: Math.ceil((rounds * 1.25) / OF_A_USER) }, () =>
        tokenFor(platform, tenantId, organisationId),
      ),
    );
    const register = postTo(platform);
    for (let from = 0; from < count; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
      await Promise.all(some.map((nth) => register('/assessment/persons', registration(nth), tokens[0] ?? '')));
      if (from % (AT_ONCE * 100) === 0) bench.say(`${from} of ${count} people registered`);
    }
    await idle(platform);
    let asked = 0;
    let ids: readonly string[] = [];
    const token = (): string => tokens[Math.floor(asked / OF_A_USER) % tokens.length] ?? '';
    const search = async (round: number): Promise<void> => {
      const nth = (round * 7919) % count;
      const { given, family } = nameOf(nth);
      const query = { name: `${family} ${given}`, born: String(yearOf(nth)) };
      const items = await read(platform, '/assessment/persons/search', query, token());
      asked += 1;
      ids = items.flatMap((one) => textMember(one, 'id') ?? []);
      if (ids.length === 0) throw new Error('nobody was found');
    };
    for (let round = 0; round < rounds / 4; round++) await search(round);
    const { first, second } = await interleaved(
      rounds,
      (round) => milliseconds(() => search(round + 1_000)),
      () => milliseconds(async () => void (await read(platform, '/assessment/persons/names', { ids }, token()))),
    );
    const [value, floor] = [median(first), median(second)];
    return [
      {
        name: 'search.person',
        value,
        unit: 'ms a search',
        floor,
        floorName: 'the names of those found by their ids, over HTTP as well',
        ratio: value / floor,
        p50: value,
        p99: quantile(first, 0.99),
        note: `name and year of birth among ${count} people, one request at a time, SQLite`,
      },
    ];
  } finally {
    await platform.stop();
  }
}

const registration = (nth: number): object => ({
  name: nameOf(nth),
  dateOfBirth: `${yearOf(nth)}-0${1 + (nth % 9)}-1${nth % 10}`,
  firstLanguage: 'en',
  groups: [],
});

async function read(platform: ChildServer, path: string, body: object, token: string): Promise<readonly unknown[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(platform.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const json: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(json)}`);
  return listMember(json, 'items');
}
