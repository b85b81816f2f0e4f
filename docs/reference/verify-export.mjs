// Verifies the files of an audit export with nothing but Node: node verify-export.mjs FOLDER, or one file of it
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TextDecoder } from 'node:util';

const SUFFIX = '.events.ndjson';
const NONE = '0'.repeat(64);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** RFC 8785: members in the order of their UTF-16 code units, everything else as ECMAScript writes it. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** Where one file is wrong and how, or how far it reaches. */
function verify(file) {
  let lines;
  try {
    lines = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)).split('\n');
  } catch (error) {
    return { wrong: error instanceof TypeError ? 'the file is not UTF-8' : `the file cannot be read: ${error.code}` };
  }
  if (lines.at(-1) === '') lines.pop();
  const streams = new Map();
  let running = NONE;
  for (const [index, line] of lines.entries()) {
    const at = `wrong at position ${index + 1}`;
    let entry;
    try {
      entry = JSON.parse(line);
    } catch {
      return { wrong: `${at}: not a line of JSON` };
    }
    const { position, logHash, event } = entry ?? {};
    if (typeof event !== 'object' || event === null) return { wrong: `${at}: the line holds no event` };
    const { hash, ...unhashed } = event;
    const before = streams.get(event.stream) ?? { revision: 0, hash: NONE };
    running = sha256(Buffer.from(running + hash, 'hex'));
    const right =
      line === `{"position":${position},"logHash":"${logHash}","event":${canonical(event)}}` &&
      position === index + 1 &&
      hash === sha256(canonical(unhashed)) &&
      event.revision === before.revision + 1 &&
      event.prevHash === before.hash &&
      logHash === running;
    if (!right) return { wrong: `${at}: ${event.stream}, revision ${event.revision}` };
    streams.set(event.stream, { revision: event.revision, hash });
  }
  return { events: lines.length, head: running };
}

/** What a manifest says of its files, by their names; undefined where it is missing or no manifest. */
function manifestOf(folder) {
  try {
    const { services } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return new Map(Object.entries(services).map(([service, claimed]) => [`${service}${SUFFIX}`, claimed]));
  } catch {
    return undefined;
  }
}

/** Every log of an export, and whether it holds the logs that its manifest names, as it names them. */
function verifyFolder(folder, names) {
  const manifest = manifestOf(folder);
  if (manifest === undefined) return [['manifest.json', { wrong: 'is missing, or is no manifest' }]];
  return [...new Set([...names, ...manifest.keys()])].sort().map((name) => {
    if (!names.includes(name)) return [name, { wrong: 'is missing' }];
    const found = verify(join(folder, name));
    const claimed = manifest.get(name);
    const same = claimed?.events === found.events && claimed?.logHash === found.head;
    return [name, found.wrong !== undefined || same ? found : { wrong: 'is not what the manifest says' }];
  });
}

function refuse(why) {
  console.error(
    `${why}usage: node verify-export.mjs FOLDER   an export: manifest.json and files *${SUFFIX}; or one of them`,
  );
  process.exit(2);
}

const path = process.argv[2] ?? refuse('');
const stat = statSync(path, { throwIfNoEntry: false }) ?? refuse(`there is nothing at ${path}\n`);
const names = stat.isDirectory() ? readdirSync(path).filter((name) => name.endsWith(SUFFIX)) : [basename(path)];
if (names.length === 0) refuse(`there is no export in ${path}\n`);
for (const [name, { wrong, events, head }] of stat.isDirectory() ? verifyFolder(path, names) : [['', verify(path)]]) {
  const which = name === '' ? '' : `${name}: `;
  if (wrong === undefined) console.log(`${which}${events} events, head ${head}`);
  else {
    console.error(`${which}${wrong}`);
    process.exitCode = 1;
  }
}
