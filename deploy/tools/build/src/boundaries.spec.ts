import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The repository's own configuration; rules that read types are off, since a planted file is not part of any program. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.ts', '**/*.tsx'] }],
});

async function rulesBrokenBy(code: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${filePath}` });
  const messages = result?.messages ?? [];
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.flatMap(({ ruleId }) => (ruleId?.startsWith('carethread/') ? [ruleId] : []));
}

type Tag =
  | 'contract'
  | 'core'
  | 'adapter'
  | 'runtime'
  | 'telemetry'
  | 'http'
  | 'kit'
  | 'service'
  | 'edge'
  | 'ui'
  | 'host'
  | 'servers'
  | 'tool';
const tags: readonly Tag[] = [
  'contract',
  'core',
  'adapter',
  'runtime',
  'telemetry',
  'http',
  'kit',
  'service',
  'edge',
  'ui',
  'host',
  'servers',
  'tool',
];

const places: Record<Tag, string> = {
  contract: 'contracts/src/planted.ts',
  core: 'libs/event-sourcing/src/planted.ts',
  adapter: 'libs/log-sqlite/src/planted.ts',
  runtime: 'libs/runtime/src/planted.ts',
  telemetry: 'libs/telemetry/src/planted.ts',
  http: 'libs/http-api/src/planted.ts',
  kit: 'libs/service-kit/src/planted.ts',
  service: 'services/care-plan/src/planted.ts',
  edge: 'deploy/edge/gateway/src/planted.ts',
  ui: 'libs/govuk/src/planted.tsx',
  host: 'deploy/hosts/embedded/src/planted.ts',
  servers: 'deploy/proofs/servers/src/planted.ts',
  tool: 'deploy/tools/cli/src/planted.ts',
};

const packages: Record<Tag, string> = {
  contract: '@carethread/contracts',
  core: '@carethread/ledger',
  adapter: '@carethread/views-sqlite',
  runtime: '@carethread/runtime',
  telemetry: '@carethread/telemetry',
  http: '@carethread/http-api',
  kit: '@carethread/service-kit',
  service: '@carethread/consent',
  edge: '@carethread/gateway',
  ui: '@carethread/govuk',
  host: '@carethread/platform',
  servers: '@carethread/servers',
  tool: '@carethread/demo',
};

/** The rule of ADR 0006, written down a second time so that a change of the rule is a change of this table too. */
const mayImport: Record<Tag, readonly Tag[]> = {
  contract: ['contract'],
  core: ['core'],
  adapter: ['core'],
  runtime: ['core', 'contract'],
  telemetry: [],
  http: ['runtime', 'core', 'contract'],
  kit: ['http', 'runtime', 'telemetry', 'core', 'adapter', 'contract'],
  service: ['core', 'kit', 'http', 'runtime', 'contract'],
  edge: ['http', 'telemetry', 'core', 'contract', 'ui'],
  ui: [],
  host: ['edge', 'service', 'kit', 'http', 'runtime', 'host', 'core', 'contract'],
  servers: ['adapter', 'edge', 'kit', 'http', 'runtime', 'host', 'core', 'contract'],
  tool: ['servers', 'host', 'edge', 'kit', 'http', 'runtime', 'adapter', 'core', 'contract'],
};

const pairs = tags.flatMap((from) =>
  tags
    .filter(
      (to) =>
        !(from === to && ['contract', 'runtime', 'telemetry', 'http', 'kit', 'edge', 'ui', 'servers'].includes(to)),
    ) // there is one project of each
    .map((to) => ({ from, to, allowed: mayImport[from].includes(to) })),
);

describe('who may import whom', () => {
  it.each(pairs.filter(({ allowed }) => !allowed))('refuses $from → $to', async ({ from, to }) => {
    const code = `import { planted } from '${packages[to]}';\nexport const kept = planted;\n`;
    expect(await rulesBrokenBy(code, places[from])).toEqual(['carethread/import-boundaries']);
  });

  it.each(pairs.filter(({ allowed }) => allowed))('allows $from → $to', async ({ from, to }) => {
    const code = `import { planted } from '${packages[to]}';\nexport const kept = planted;\n`;
    expect(await rulesBrokenBy(code, places[from])).toEqual([]);
  });

  it.each([
    ['a type', `import type { Planted } from '@carethread/consent';\nexport type Kept = Planted;\n`],
    ['an export', `export { planted } from '@carethread/consent';\n`],
    ['everything', `export * from '@carethread/consent';\n`],
    ['later', `export const kept = () => import('@carethread/consent');\n`],
    ['by path', `export { planted } from '../../consent/src/index.js';\n`],
  ])('refuses one service that takes %s from another', async (_, code) => {
    expect(await rulesBrokenBy(code, 'services/care-plan/src/planted.ts')).toEqual(['carethread/import-boundaries']);
  });

  it.each([
    ['a file behind a barrel', '@carethread/ledger/src/chain.js'],
    ['a project that does not exist', '@carethread/elsewhere'],
    ['its own barrel', '@carethread/care-plan'],
  ])('refuses %s', async (_, specifier) => {
    const code = `export { planted } from '${specifier}';\n`;
    expect(await rulesBrokenBy(code, 'services/care-plan/src/planted.ts')).toEqual(['carethread/import-boundaries']);
  });

  it.each(['@nestjs/common', 'fastify', 'node:sqlite', 'kafkajs'])('refuses core → %s', async (driver) => {
    const code = `export { planted } from '${driver}';\n`;
    expect(await rulesBrokenBy(code, 'libs/event-sourcing/src/planted.ts')).toEqual(['carethread/import-boundaries']);
  });

  it.each([places.runtime, places.http, places.kit, places.host])(
    'refuses the SDK of OpenTelemetry in %s',
    async (place) => {
      const code = `export { planted } from '@opentelemetry/sdk-node';\n`;
      expect(await rulesBrokenBy(code, place)).toEqual(['carethread/import-boundaries']);
      expect(await rulesBrokenBy(`export { trace } from '@opentelemetry/api';\n`, place)).toEqual([]);
    },
  );

  it('lets the stories know nothing of ours', async () => {
    const code = `export { planted } from '@carethread/ledger';\n`;
    expect(await rulesBrokenBy(code, 'deploy/proofs/stories/src/planted.ts')).toEqual(['carethread/import-boundaries']);
  });
});

describe('a pure domain', () => {
  const domain = 'services/consent/src/domain/planted.ts';

  it.each([
    ['node:fs', `export { readFileSync } from 'node:fs';\n`],
    ['node:crypto', `export { randomUUID } from 'node:crypto';\n`],
    ['Nest', `export { Injectable } from '@nestjs/common';\n`],
    ['the kit', `export { planted } from '@carethread/service-kit';\n`],
    ['its own routes', `export { planted } from '../http/planted.js';\n`],
    ['Date.now', 'export const planted = () => Date.now();\n'],
    ['new Date', 'export const planted = () => new Date();\n'],
    ['Math.random', 'export const planted = () => Math.random();\n'],
    ['crypto', 'export const planted = () => crypto.randomUUID();\n'],
    ['globalThis', 'export const planted = () => globalThis.Date;\n'],
    ['process', 'export const planted = () => process.env;\n'],
    ['a timer', 'export const planted = () => setTimeout(() => 1, 1);\n'],
  ])('refuses %s', async (_, code) => {
    expect(await rulesBrokenBy(code, domain)).toEqual(['carethread/pure-domain']);
  });

  it.each([
    ['core', `export { planted } from '@carethread/event-sourcing';\n`],
    ['contracts', `export { planted } from '@carethread/contracts';\n`],
    ['its own files', `export { planted } from './decide.js';\n`],
    ['files of its other aggregates', `export { planted } from '../domain/decide.js';\n`],
  ])('allows %s', async (_, code) => {
    expect(await rulesBrokenBy(code, domain)).toEqual([]);
  });

  it('leaves the rest of a service and the specs alone', async () => {
    const code = `export const planted = () => Date.now();\n`;
    expect(await rulesBrokenBy(code, 'services/consent/src/http/planted.ts')).toEqual([]);
    expect(await rulesBrokenBy(code, 'services/consent/src/domain/planted.spec.ts')).toEqual([]);
  });
});

describe('file names', () => {
  it.each([
    'services/consent/src/domain/consent-helper.ts',
    'libs/ledger/src/utils/planted.ts',
    'libs/ledger/src/Planted.ts',
  ])('refuses %s', async (path) => {
    expect(await rulesBrokenBy('export const planted = 1;\n', path)).toEqual(['carethread/file-names']);
  });
});
