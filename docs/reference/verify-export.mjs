// Verifies one file of an audit export with nothing but Node: node verify-export.mjs assessment.events.ndjson
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TextDecoder } from 'node:util';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const NONE = '0'.repeat(64);

/** RFC 8785: members in the order of their UTF-16 code units, everything else as ECMAScript writes it. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lines = utf8.decode(readFileSync(process.argv[2])).split('\n');
if (lines.at(-1) === '') lines.pop();

const streams = new Map();
let running = NONE;
for (const [index, line] of lines.entries()) {
  const { position, logHash, event } = JSON.parse(line);
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
  if (!right) {
    console.error(`wrong at position ${index + 1}: ${event.stream}, revision ${event.revision}`);
    process.exit(1);
  }
  streams.set(event.stream, { revision: event.revision, hash });
}
console.log(`${lines.length} events, head ${running}`);
