import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every service is built alike (docs: add a service); what stands elsewhere is not found by whoever looks for it. */
const SERVICES = readdirSync('services');
/** What a service's `src` holds, besides `golden` with its histories. */
const ROOMS = ['domain', 'exchange', 'golden', 'http', 'policies', 'views'];
/** What a service has that sends something out of the platform, or that its operator asks; a standard's words stay in a room of their own. */
const FURTHER_ROOMS = ['calendar', 'delivery', 'fhir', 'mail', 'notices', 'operations'];
const MOST_LINES = { decider: 120, route: 150, list: 50 };

const sources = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    : [];
const isSpec = (file: string): boolean => file.endsWith('.spec.ts') || file.includes('testing/');
const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

describe.each(SERVICES)('the shape of services/%s', (name) => {
  const src = join('services', name, 'src');
  const inside = (room: string): readonly string[] => sources(join(src, room)).filter((file) => !isSpec(file));

  it('has the same rooms as the others, a main and a wiring', () => {
    const entries = readdirSync(src, { withFileTypes: true });
    expect(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)).toEqual(
      expect.arrayContaining(['domain', 'exchange', 'golden', 'http', 'policies']),
    );
    for (const entry of entries) if (entry.isDirectory()) expect([...ROOMS, ...FURTHER_ROOMS]).toContain(entry.name);
    expect(
      entries
        .filter((entry) => entry.isFile() && !isSpec(entry.name))
        .map((entry) => entry.name)
        .sort(),
    ).toEqual([`${name}.service.ts`, 'index.ts', 'main.ts'].sort());
  });

  it('exchanges facts by two files', () => {
    expect([...inside('exchange')].sort()).toEqual(['facts.ts', 'publish.ts']);
  });

  it('has a folder for each stream, with a decider of tables', () => {
    const deciders = inside('domain').filter((file) => file.endsWith('decider.ts'));
    expect(deciders.length).toBeGreaterThan(0);
    for (const file of deciders) {
      expect(file).toMatch(/^[a-z-]+\/decider\.ts$/);
      expect([file, linesOf(join(src, 'domain', file)) <= MOST_LINES.decider]).toEqual([file, true]);
    }
  });

  it('has one policy a file, named as a sentence, with its specification beside it', () => {
    for (const file of inside('policies').filter((one) => one !== 'index.ts')) {
      const text = readFileSync(join(src, 'policies', file), 'utf8');
      const policies = [...text.matchAll(/= policy(?:On<[^>]*>\(\))?\(/g)];
      if (policies.length === 0) continue;
      expect([file, policies.length]).toEqual([file, 1]);
      expect([file, existsSync(join(src, 'policies', file.replace(/\.ts$/, '.spec.ts')))]).toEqual([file, true]);
    }
  });

  it('has one view a file, with its specification beside it', () => {
    for (const file of inside('views').filter((one) => one !== 'index.ts')) {
      const text = readFileSync(join(src, 'views', file), 'utf8');
      if (!/= viewOf</.test(text)) continue;
      expect([file, existsSync(join(src, 'views', file.replace(/\.ts$/, '.spec.ts')))]).toEqual([file, true]);
    }
  });

  it('keeps a request with its route, in short files, and lists them in one', () => {
    for (const file of inside('http')) {
      const most = file === 'routes.ts' ? MOST_LINES.list : MOST_LINES.route;
      expect([file, linesOf(join(src, 'http', file)) <= most]).toEqual([file, true]);
    }
    expect(inside('http')).not.toContain('requests.ts');
  });
});
