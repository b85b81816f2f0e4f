// Who may import whom, as two ESLint rules. Projects are told apart by the Nx tag in their package.json, folders by path.
// ADR 0006 says why this is not @nx/eslint-plugin.
import { dirname, join, relative, sep } from 'node:path';
import { root } from './ensure.mjs';
import { workspaceProjects } from './projects.mjs';

/** tag of the importing project → tags that it may import */
export const allowedTags = {
  contract: ['contract'],
  core: ['core'],
  adapter: ['core'],
  access: ['core', 'contract'],
  runtime: ['core', 'access', 'contract'],
  // Options are passed in: it knows no settings, no error and no id of ours.
  telemetry: [],
  http: ['runtime', 'core', 'access', 'contract'],
  kit: ['http', 'runtime', 'telemetry', 'core', 'adapter', 'access', 'contract'],
  service: ['core', 'kit', 'http', 'runtime', 'access', 'contract'],
  // What stands between callers and services: it knows the services by contracts and HTTP alone.
  edge: ['http', 'telemetry', 'core', 'contract', 'ui'],
  // Components of the pages: markup and styles, which know nothing of ours.
  ui: [],
  host: ['edge', 'service', 'kit', 'http', 'runtime', 'host', 'core', 'contract'],
  // The real servers of development, and the demo's identity server: tools may import them, whose tests need servers; nothing that
  // ships may.
  servers: ['adapter', 'edge', 'kit', 'http', 'runtime', 'host', 'core', 'contract'],
  tool: ['servers', 'host', 'edge', 'kit', 'http', 'runtime', 'adapter', 'access', 'core', 'contract'],
};

/** Projects that keep a stricter rule than their tag's. The stories know a base URL and nothing of ours. */
export const stricter = { '@carethread/stories': [] };

const OUR_SCOPE = '@carethread/';
/** What only adapters, the kit and hosts may know. */
const drivers =
  /^(@nestjs\/|@fastify\/|fastify|express|passport|node:sqlite|kafkajs|mongoose|mongodb|pg$|@eventstore\/|pino)/;
/** The SDK is libs/telemetry's alone; everything else calls the API. */
const sdk = /^@opentelemetry\/(?!api$)/;
/** The embedded key store lies in privacy beside its port: a core project with one driver, in these files. */
const driverFiles = new Set([
  'libs/privacy/src/sqlite-key-files.ts',
  'libs/privacy/src/sqlite-key-store.ts',
  'libs/privacy/src/sqlite-key-store.int.spec.ts',
  'libs/privacy/src/sqlite-movable-keys.ts',
]);

const fromRoot = (path) => relative(root, path).split(sep).join('/');

/** Calls `check(node, specifier)` for every way in which a module can name another one. */
function onEveryImport(check) {
  const visit = (node) => {
    if (node.source?.type === 'Literal' && typeof node.source.value === 'string') check(node.source, node.source.value);
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    TSImportType: (node) => visit({ source: node.source ?? node.argument?.literal }),
  };
}

const importBoundaries = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      tag: '{{from}} ({{fromTag}}) may not import {{to}} ({{toTag}}): {{fromTag}} may import {{allowed}}.',
      outside: 'A relative import stays inside its own project; import {{scope}}<name> instead.',
      itself: 'A project imports its own files by relative path.',
      deep: 'Import the barrel of {{to}}, not a file inside it.',
      sdk: 'Call @opentelemetry/api; {{to}} belongs in libs/telemetry.',
      unknown: '{{to}} is not a project of this workspace.',
      driver:
        '{{fromTag}} projects know no framework and no driver; {{to}} belongs in an adapter, in http-api or in the kit.',
    },
  },
  create(context) {
    const projects = workspaceProjects();
    const file = fromRoot(context.filename);
    const own = projects.find((project) => file.startsWith(`${project.folder}/`));
    if (!own) return {};
    const allowed = stricter[own.name] ?? allowedTags[own.tag] ?? [];
    const isSpec = file.endsWith('.spec.ts');
    const pure = ['core', 'contract', 'access', 'runtime'].includes(own.tag);

    return onEveryImport((node, specifier) => {
      if (specifier.startsWith('.')) {
        const target = fromRoot(join(dirname(context.filename), specifier));
        if (!target.startsWith(`${own.folder}/`))
          context.report({ node, messageId: 'outside', data: { scope: OUR_SCOPE } });
        return;
      }
      if (!specifier.startsWith(OUR_SCOPE)) {
        if (sdk.test(specifier) && own.tag !== 'telemetry' && !isSpec)
          context.report({ node, messageId: 'sdk', data: { to: specifier } });
        else if (pure && !driverFiles.has(file) && drivers.test(specifier)) {
          context.report({ node, messageId: 'driver', data: { fromTag: own.tag, to: specifier } });
        }
        return;
      }
      const [scope, name, ...inside] = specifier.split('/');
      const to = projects.find((project) => project.name === `${scope}/${name}`);
      if (!to) context.report({ node, messageId: 'unknown', data: { to: specifier } });
      else if (to.name === own.name) context.report({ node, messageId: 'itself' });
      else if (!allowed.includes(to.tag)) {
        const data = { from: own.name, fromTag: own.tag, to: to.name, toTag: to.tag };
        context.report({ node, messageId: 'tag', data: { ...data, allowed: allowed.join(', ') || 'nothing of ours' } });
      } else if (inside.length > 0 && inside.join('/') !== 'testing') {
        context.report({ node, messageId: 'deep', data: { to: to.name } });
      }
    });
  },
};

/** Names of the outer world: time, chance, input and output. A decider is given all of them through its context. */
const worldlyNames = new Set([
  'process',
  'crypto',
  'performance',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'globalThis',
  'Buffer',
]);

const pureDomain = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      module: 'The domain may not import {{to}}: only files of its own folder, contracts and core.',
      outside: 'The domain may not import what lies outside src/domain ({{to}}).',
      time: 'The domain reads no clock: the instant comes in the context.',
      chance: 'The domain draws no random numbers: ids and salts come in the context.',
      world: 'The domain does not touch {{name}}: what it needs comes in the context.',
    },
  },
  create(context) {
    const domain = context.filename.slice(0, context.filename.lastIndexOf(`${sep}domain${sep}`) + '/domain/'.length);
    const tags = new Map(workspaceProjects().map((project) => [project.name, project.tag]));

    return {
      ...onEveryImport((node, specifier) => {
        if (specifier.startsWith('.')) {
          const target = join(dirname(context.filename), specifier);
          if (!target.startsWith(domain)) context.report({ node, messageId: 'outside', data: { to: specifier } });
          return;
        }
        const tag = tags.get(specifier.split('/').slice(0, 2).join('/'));
        if (tag !== 'core' && tag !== 'contract')
          context.report({ node, messageId: 'module', data: { to: specifier } });
      }),
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date')
          context.report({ node, messageId: 'time' });
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date')
          context.report({ node, messageId: 'time' });
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier') return;
        const property = node.property.name ?? node.property.value;
        if (node.object.name === 'Date' && property === 'now') context.report({ node, messageId: 'time' });
        if (node.object.name === 'Math' && property === 'random') context.report({ node, messageId: 'chance' });
      },
      'Program:exit'(program) {
        const global = context.sourceCode.getScope(program);
        for (const { identifier } of global.through) {
          if (worldlyNames.has(identifier.name)) {
            context.report({ node: identifier, messageId: 'world', data: { name: identifier.name } });
          }
        }
        for (const variable of global.variables) {
          if (variable.defs.length > 0 || !worldlyNames.has(variable.name)) continue;
          for (const { identifier } of variable.references) {
            context.report({ node: identifier, messageId: 'world', data: { name: variable.name } });
          }
        }
      },
    };
  },
};

/** Words that hide a missing idea (architecture §1), refused in file and folder names. */
const emptyWords = /(^|[-/.])(manager|helper|util|common|shared|base|impl|processor|saga)s?([-/.]|$)/;

const fileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      kebab: 'File names are kebab-case: {{file}}.',
      word: '"{{word}}" hides a missing idea: name the file after what it is.',
    },
  },
  create(context) {
    const file = fromRoot(context.filename);
    return {
      Program(node) {
        const name = file.split('/').at(-1);
        if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name))
          context.report({ node, messageId: 'kebab', data: { file: name } });
        const word = emptyWords.exec(file)?.[2];
        if (word) context.report({ node, messageId: 'word', data: { word } });
      },
    };
  },
};

export const carethread = {
  rules: { 'import-boundaries': importBoundaries, 'pure-domain': pureDomain, 'file-names': fileNames },
};
