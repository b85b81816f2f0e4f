import { attachment, cpaAttachment, eventTypesOf, type AnyDecider } from '@carethread/event-sourcing';
import { KEY_CLASSES } from '@carethread/ledger';
import { clockAcceptance, parking } from '@carethread/runtime';
import { task } from '@carethread/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { services } from './embedded.js';

/** Which key class each category was first stored with: lines are added, and never changed or removed. */
const HELD = 'deploy/hosts/embedded/src/stored-categories.json';
const PAGE = 'docs/reference/streams.md';

/** Streams that no decider writes, each with its class. */
const WRITTEN_BY_THE_PLATFORM = { heard: 'core', access: 'access' } as const;

const OF_EVERY_SERVICE: readonly AnyDecider[] = [parking, clockAcceptance, task, attachment, cpaAttachment];

const deciders: readonly (readonly [string, AnyDecider])[] = [
  ...services.flatMap(({ name, deciders: own }) => own.map((decider) => [name, decider] as const)),
  ...OF_EVERY_SERVICE.map((decider) => ['every service', decider] as const),
];

const today: Readonly<Record<string, string>> = {
  ...Object.fromEntries(deciders.map(([, { category, keyClass }]) => [category, keyClass])),
  ...WRITTEN_BY_THE_PLATFORM,
};

function page(): string {
  return [
    '# Streams',
    '',
    'Every kind of stream: who writes it, which of a person’s keys seals it, and what can happen in it. Drawn from the deciders.',
    '',
    '| Category | Service | Key class | Events |',
    '|---|---|---|---|',
    ...[...new Map(deciders.map(([name, decider]) => [decider.category, { name, decider }])).values()]
      .sort((a, b) => (a.decider.category < b.decider.category ? -1 : 1))
      .map(
        ({ name, decider }) =>
          `| \`${decider.category}-<uuid>\` | ${serviceOf(decider, name)} | ${decider.keyClass} | ${eventTypesOf(decider).join(', ')} |`,
      ),
    '| `heard-<uuid>` | every service | core; staff where it is about no person | Heard |',
    '| `access-<uuid>` | every service | access | RecordRead, AccessRefused |',
    '',
  ].join('\n');
}

function serviceOf({ category }: AnyDecider, name: string): string {
  const all = deciders.filter(([, decider]) => decider.category === category).map(([service]) => service);
  return all.length > 1 ? all.join(', ') : name;
}

describe('kinds of streams', () => {
  if (process.env['UPDATE_REFERENCE'] === '1') {
    const held = JSON.parse(readFileSync(HELD, 'utf8')) as Readonly<Record<string, string>>;
    writeFileSync(HELD, `${JSON.stringify({ ...today, ...held }, null, 2)}\n`);
    writeFileSync(PAGE, page());
  }
  const held = JSON.parse(readFileSync(HELD, 'utf8')) as Readonly<Record<string, string>>;

  it('every category that was ever stored keeps the key class that it was first stored with', () => {
    expect(Object.keys(today).filter((category) => !Object.hasOwn(held, category))).toEqual([]);
    for (const [category, keyClass] of Object.entries(held))
      expect([category, today[category]]).toEqual([category, keyClass]);
  });

  it('every class is one that keys have, and a category has no hyphen', () => {
    for (const [category, keyClass] of Object.entries(held)) {
      expect(KEY_CLASSES).toContain(keyClass);
      expect(category).toMatch(/^[a-zA-Z]+$/);
    }
  });

  it('the attachments of the two records have keys of their own', () => {
    expect([attachment.keyClass, cpaAttachment.keyClass]).toEqual(['socialCare', 'mentalHealth']);
  });

  it('the page says what the deciders say: UPDATE_REFERENCE=1 writes it anew', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(page());
  });
});
