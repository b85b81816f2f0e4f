import { services } from '@carethread/embedded';
import { standardRoutes } from '@carethread/service-kit';
import { type Route } from '@carethread/http-api';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decided } from './decided.js';
import { COLUMNS } from './expected/columns.js';
import { expected } from './expected/expected.js';
import { OPERATIONS, ROLE_ORDER } from './expected/operations.js';

const routes = new Map<string, Route>(
  services
    .flatMap((service): readonly Route[] => [...service.routes, ...standardRoutes(service)])
    .map((route) => [`${route.method} ${route.path}`, route]),
);

describe('the matrix of operations, roles and relations', () => {
  it('takes what is expected from a program that imports nothing of the platform', () => {
    const folder = 'deploy/proofs/access-matrix/src/expected';
    const imported = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? ''),
    );
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((from) => !from.startsWith('./'))).toEqual([]);
  });

  it('names every operation, and no other', () => {
    const named = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect([...routes.keys()].filter((name) => !named.includes(name))).toEqual([]);
    expect(named.filter((name) => !routes.has(name))).toEqual([]);
  });

  it('is tried with widenings that stand where they say: npm run mutants -- --access plants each', () => {
    const planted = JSON.parse(readFileSync('deploy/proofs/access-matrix/widenings.json', 'utf8')) as readonly {
      readonly name: string;
      readonly file: string;
      readonly from: string;
    }[];
    expect(planted.length).toBeGreaterThanOrEqual(20);
    expect(planted.filter(({ file, from }) => readFileSync(file, 'utf8').split(from).length !== 2)).toEqual([]);
  });

  it.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    'R18–R29, PLAT-24: %s',
    async (name, operation) => {
      const route = routes.get(name) as Route;
      const wrong: string[] = [];
      for (const role of ROLE_ORDER)
        for (const column of COLUMNS) {
          const wanted = expected(operation, role, column);
          const found = await decided(route, operation, role, column);
          if (found !== wanted) wrong.push(`${role} ${column}: ${found}, not ${wanted}`);
        }
      expect(wrong).toEqual([]);
    },
  );
});
