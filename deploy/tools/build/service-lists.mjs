// Writes the list of services (deploy/hosts/services) into files that can import nothing: Compose, the chart, MongoDB's script. Their
// generated parts stand between two marks. `--check` fails where one is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const LIST = 'deploy/hosts/services/src/index.ts';

/** @param {string} source @returns {string[]} */
export function serviceNames(source) {
  return [...source.matchAll(/^ {2}'?([a-z-]+)'?: \(\) => import\(/gm)].map(([, name]) => name);
}

/** The service that sends e-mail and shows calendars. */
const MAILS = 'assessment';

const ofCompose = (name) => `  ${name}:
    <<: *service
    command: [node, --enable-source-maps, services/${name}/dist/main.js]
    environment: { <<: [*tokens, *listening, *operated, *stores${name === MAILS ? ', *mail' : ''}], CARETHREAD_SERVICES: ${name} }
${name === MAILS ? '    secrets: [kek, log_url, views_url, keys_url, attachments_url, smtp_url]\n' : ''}`;

/** By file, what stands between the marks of each part. */
const parts = {
  'docker-compose.yml': {
    services: (names) => names.map(ofCompose).join('\n'),
    'addresses of services': (names) =>
      `      CARETHREAD_UPSTREAMS: ${names.map((name) => `${name}=http://${name}:3000`).join(',')}\n`,
    'operators of services': (names) =>
      `  CARETHREAD_OPERATORS: ${names
        .filter((name) => name !== MAILS)
        .map((name) => `${name}=http://${name}:9464`)
        .join(',')}\n`,
    'waits for services': (names) => names.map((name) => `      ${name}: { condition: service_healthy }\n`).join(''),
  },
  'deploy/packaging/compose/mongodb-user.js': {
    'names of services': (names) => `const services = [${names.map((name) => `'${name}'`).join(', ')}];\n`,
  },
  'deploy/packaging/kubernetes/carethread/templates/_names.tpl': {
    'names of services': (names) => `${names.join(' ')}\n`,
  },
};

/** Throws where the part is not marked. */
export function withPart(text, name, content) {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes(`generated: ${name}`));
  const length = lines.slice(start + 1).findIndex((line) => line.includes('end of generated'));
  if (start < 0 || length < 0) throw new Error(`no part "generated: ${name}" with its end`);
  return [...lines.slice(0, start + 1), ...content.trimEnd().split('\n'), ...lines.slice(start + 1 + length)].join(
    '\n',
  );
}

const SCHEMA = 'deploy/packaging/kubernetes/carethread/values.schema.json';

function schemaOf(text, names) {
  const schema = JSON.parse(text);
  schema.properties.service.properties.of.properties = Object.fromEntries(
    names.map((name) => [name, { $ref: '#/definitions/oneService' }]),
  );
  return schema;
}

function main(checkOnly) {
  const names = serviceNames(readFileSync(join(root, LIST), 'utf8'));
  const stale = [];
  for (const [file, ofFile] of Object.entries(parts)) {
    const before = readFileSync(join(root, file), 'utf8');
    const after = Object.entries(ofFile).reduce((text, [name, draw]) => withPart(text, name, draw(names)), before);
    if (after === before) continue;
    stale.push(file);
    if (!checkOnly) writeFileSync(join(root, file), after);
  }
  const before = readFileSync(join(root, SCHEMA), 'utf8');
  const schema = schemaOf(before, names);
  if (JSON.stringify(schema) !== JSON.stringify(JSON.parse(before))) {
    stale.push(SCHEMA);
    if (!checkOnly) writeFileSync(join(root, SCHEMA), `${JSON.stringify(schema, null, 2)}\n`);
  }
  if (checkOnly)
    for (const file of stale) console.error(`${file} does not name the services of ${LIST}: run npm run generate`);
  console.log(`service lists: ${names.length} services in ${Object.keys(parts).length + 1} files`);
  process.exitCode = checkOnly && stale.length > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) main(process.argv.includes('--check'));
