import { services } from '@carethread/embedded';
import { CAPABILITIES, ROLES, type Role } from '@carethread/contracts';
import { SETTINGS, standardRoutes, type Route } from '@carethread/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';

/** Pages drawn from the code, committed so that a reader of the repository has them: `UPDATE_REFERENCE=1` writes them anew. */
const pages: Readonly<Record<string, () => string>> = {
  'docs/reference/routes.md': routesPage,
  'docs/reference/settings.md': settingsPage,
};

function routesPage(): string {
  const routes: readonly Route[] = services.flatMap(({ routes: own, path }) => [...own, ...standardRoutes(path)]);
  const roles = Object.keys(ROLES) as Role[];
  const rows = routes.map(({ method, path, as, summary }) => {
    const grades = CAPABILITIES[as] as Partial<Record<Role, string>>;
    return `| ${method} | \`${path}\` | ${summary} | ${roles.map((role) => grades[role] ?? '–').join(' | ')} |`;
  });
  return [
    '# Routes and roles',
    '',
    'Drawn from the table of routes that guards every request: what is not in it does not exist. `Y` the own tenant, `R` the own relationship only, `P` with the person’s permission or another recorded basis, `–` refused.',
    '',
    `| Method | Path | What it does | ${roles.join(' | ')} |`,
    `|---|---|---|${roles.map(() => '---').join('|')}|`,
    ...rows,
    '',
  ].join('\n');
}

function settingsPage(): string {
  const rows = Object.values(SETTINGS).map(
    ({ name, standard, about }) => `| \`${name}\` | ${standard === '' ? '(empty)' : `\`${standard}\``} | ${about} |`,
  );
  return [
    '# Settings',
    '',
    'Every setting, with a default that works on a laptop. Drawn from the code.',
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

  it('SCOT-012, SCOT-013: staff of every kind, family, representatives, advocates and partners have a role', () => {
    expect(Object.keys(ROLES)).toEqual(expect.arrayContaining(['CS', 'KW', 'SM', 'RM', 'CC', 'OP', 'CA', 'LR', 'AD']));
  });

  it('every route answers to a row of the role table', () => {
    for (const { routes } of services) for (const { as } of routes) expect(Object.keys(CAPABILITIES)).toContain(as);
  });
});
