import { CAPABILITIES, CONTRACTS, ROLES, type Role } from '@carethread/contracts';
import { BESIDES, COMPOSED_ROUTES, docsPage, listedRoutes } from '@carethread/gateway';
import { consumedContracts } from '@carethread/runtime';
import { OTHER_NAMES, SETTINGS, standardRoutes } from '@carethread/service-kit';
import { type Route } from '@carethread/http-api';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from './embedded.js';

/** Pages drawn from the code, committed so that a reader of the repository has them: `UPDATE_REFERENCE=1` writes them anew. */
const pages: Readonly<Record<string, () => string>> = {
  'docs/reference/routes.md': routesPage,
  'docs/reference/settings.md': settingsPage,
  ...Object.fromEntries(services.map(({ name }) => [`services/${name}/README.md`, () => servicePage(name)])),
};

/** One page a service: its streams, the contracts it publishes and consumes, its policies, its refusals. */
function servicePage(name: string): string {
  const service = services.find((one) => one.name === name);
  if (service === undefined) throw new Error(name);
  const folder = `services/${name}/src`;
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('.spec.'),
  );
  const refusals = new Set(
    sources.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:refuse|Refusal)\('([A-Z0-9_]+)'|\bmalformed\(/g)].map(
        ([, code]) => code ?? 'MALFORMED',
      ),
    ),
  );
  const out = [...CONTRACTS.keys()].filter((type) => type.startsWith(`${name}.`));
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  return [
    `# ${name}`,
    '',
    (JSON.parse(readFileSync(`services/${name}/package.json`, 'utf8')) as { readonly description: string }).description,
    '',
    'Generated from the code by `deploy/hosts/embedded/src/reference.spec.ts`. Begin reading at [the wiring](src/' +
      readdirSync(folder).find((file) => file.endsWith('.service.ts')) +
      ') down: `domain` holds the rules, `http` the routes, `policies` what follows from a fact, `views` what is read, `exchange` the contracts published and consumed.',
    '',
    '## Streams',
    '',
    list(
      service.deciders.map(
        ({ category, classification }) =>
          `\`${category}-<uuid>\`${classification === 'none' ? ' (configuration)' : ''}`,
      ),
    ),
    '',
    '## Publishes',
    '',
    list(out.map((type) => `\`${type}\``)),
    '',
    '## Consumes',
    '',
    list([...consumedContracts(service)].sort().map((type) => `\`${type}\``)),
    '',
    '## Policies',
    '',
    list(service.policies.map((policy) => policy.name.replaceAll('-', ' '))),
    '',
    '## Refusals',
    '',
    list([...refusals].sort().map((code) => `\`${code}\``)),
    '',
  ].join('\n');
}

function routesPage(): string {
  const routes: readonly Route[] = services.flatMap((service) => [...service.routes, ...standardRoutes(service)]);
  const roles = Object.keys(ROLES) as Role[];
  const rows = listedRoutes(routes).map(({ method, path, capability: as, summary }) => {
    const grades = CAPABILITIES[as] as Partial<Record<Role, string>>;
    return `| ${method} | \`${path}\` | ${summary} | ${roles.map((role) => grades[role] ?? '–').join(' | ')} |`;
  });
  return [
    '# Routes and roles',
    '',
    'Generated from the table of routes that guards every request, and from the reads that the gateway composes. `Y`: everything in the own tenant. `R`: people to whom the caller has a recorded relationship. `P`: with the person’s permission or another recorded basis. `–`: refused.',
    '',
    `Roles: ${Object.entries(ROLES)
      .map(([code, name]) => `\`${code}\` ${name}`)
      .join(', ')}.`,
    '',
    `| Method | Path | What it does | ${roles.join(' | ')} |`,
    `|---|---|---|${roles.map(() => '---').join('|')}|`,
    ...rows,
    '',
    'Routes beside the table, which concern no person’s record:',
    '',
    '| Call | What it does |',
    '|---|---|',
    ...BESIDES.map(([calls, about]) => `| \`${calls}\` | ${about} |`),
    '',
  ].join('\n');
}

function settingsPage(): string {
  const rows = Object.values(SETTINGS).map(
    ({ name, standard, about, range }) =>
      `| \`${name}\` | ${standard === '' ? '(empty)' : `\`${standard}\``} | ${about}${range === undefined ? '' : ` From ${range[0]} to ${range[1]}.`} |`,
  );
  return [
    '# Settings',
    '',
    'Every setting, with a default that works on a laptop. Generated from the code.',
    '',
    'A process does not start with a `CARETHREAD_…` name that is not here, with an empty value where the default is not empty, or with a number out of its range; it names every fault at once. Any setting may be given as `NAME_FILE`, which names a file that holds it. Names that tests, faults, the engine and Compose use are taken and change nothing: ' +
      `${OTHER_NAMES.map((name) => `\`${name}${name.endsWith('_') ? '…' : ''}\``).join(', ')}.`,
    '',
    '| Setting | Default | What it is for |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

describe('reference pages', () => {
  it.each(Object.entries(pages))('%s says what the code says', (file, draw) => {
    if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(file, draw());
    expect(readFileSync(file, 'utf8')).toBe(draw());
  });

  it.each(COMPOSED_ROUTES)('$path, which is composed, stands on the pages of routes', ({ method, path }) => {
    expect(routesPage()).toContain(`| ${method} | \`${path}\` |`);
    expect(docsPage([])).toContain(`<code>${path}</code>`);
  });

  it('the pages of routes say what each code of a role means', () => {
    for (const [code, name] of Object.entries(ROLES)) {
      expect(routesPage()).toContain(`\`${code}\` ${name}`);
      expect(docsPage([])).toContain(`<td>${code}</td><td>${name}</td>`);
    }
  });

  it('SCOT-012, SCOT-013: staff of every kind, family, representatives, advocates and partners have a role', () => {
    expect(Object.keys(ROLES)).toEqual(expect.arrayContaining(['CS', 'KW', 'SM', 'RM', 'CC', 'OP', 'CA', 'LR', 'AD']));
  });

  it('every route answers to a row of the role table', () => {
    for (const { routes } of services)
      for (const { capability: as } of routes) expect(Object.keys(CAPABILITIES)).toContain(as);
  });
});
