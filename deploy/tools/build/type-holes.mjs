// Counts what the compiler cannot see through, by room: every `as` but `as const`, every `any`, and every spread of a conditional
// (`present({…})` says the same and is typed). Specs are left out. The numbers are kept in type-holes.json and may only fall:
// `--check` fails where one rose; without it the file is written, unless a sum over all rooms rose.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './ensure.mjs';

const NUMBERS = 'deploy/tools/build/type-holes.json';
const LONG_FILE = 250;
const SOURCES = '{contracts,libs/*,services/*,deploy/*/*}/src/**/*.{ts,tsx}';
const KINDS = ['as', 'any', 'spread'];
const NAMES = { as: '`as`', any: '`any`', spread: 'spreads of a conditional' };

/** @param {string} text a source file @param {string} file its name, which says whether it holds JSX @returns {{ as: number, any: number, spread: number }} */
export function holesIn(text, file = 'source.ts') {
  const found = { as: 0, any: 0, spread: 0 };
  const visit = (node) => {
    if ((ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && !ts.isConstTypeReference(node.type))
      found.as += 1;
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.any += 1;
    if ((ts.isSpreadAssignment(node) || ts.isSpreadElement(node)) && isConditional(node.expression)) found.spread += 1;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function isConditional(node) {
  if (ts.isParenthesizedExpression(node)) return isConditional(node.expression);
  return (
    ts.isConditionalExpression(node) ||
    (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
  );
}

/** Every source file of the workspace but specs. */
const sources = () =>
  globSync(SOURCES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.(spec|d)\.tsx?$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** @returns {Record<string, { as: number, any: number, spread: number }>} by folder of the project; rooms without any are left out */
function countedByRoom(files) {
  const rooms = {};
  for (const { file, text } of files) {
    const room = file.slice(0, file.indexOf('/src/'));
    const found = holesIn(text, file);
    if (KINDS.every((kind) => found[kind] === 0)) continue;
    rooms[room] ??= { as: 0, any: 0, spread: 0 };
    for (const kind of KINDS) rooms[room][kind] += found[kind];
  }
  return rooms;
}

const total = (rooms, kind) => Object.values(rooms).reduce((sum, room) => sum + room[kind], 0);

/** A line for each room, so that two changes to different rooms merge. */
const rendered = (rooms) =>
  `{\n${Object.entries(rooms)
    .map(([room, { as, any, spread }]) => `  "${room}": { "as": ${as}, "any": ${any}, "spread": ${spread} }`)
    .join(',\n')}\n}\n`;

/** Which numbers rose. Code that moves takes its holes along: `npm run generate` writes so, as long as no sum rises. @returns {string[]} */
export function risen(before, now) {
  return Object.entries(now).flatMap(([room, counts]) =>
    KINDS.filter((kind) => counts[kind] > (before[room]?.[kind] ?? 0)).map(
      (kind) => `${room}: ${kind} rose from ${before[room]?.[kind] ?? 0} to ${counts[kind]}`,
    ),
  );
}

function main(checkOnly) {
  const path = join(root, NUMBERS);
  const files = sources();
  const now = countedByRoom(files);
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : now;
  const fresh = rendered(now);
  const rose = risen(before, now);
  const problems = checkOnly
    ? [...rose, ...(fresh === rendered(before) || rose.length > 0 ? [] : [`${NUMBERS} is stale: run npm run generate`])]
    : KINDS.filter((kind) => total(now, kind) > total(before, kind)).map(
        (kind) => `${kind}: ${total(before, kind)} may only fall, and are ${total(now, kind)} now`,
      );
  if (!checkOnly && problems.length === 0) writeFileSync(path, fresh);
  if (!checkOnly && problems.length > 0) problems.push(...rose);
  for (const problem of problems) console.error(problem);
  console.log(`type holes: ${KINDS.map((kind) => `${total(now, kind)} ${NAMES[kind]}`).join(', ')}`);
  const long = files
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONG_FILE)
    .sort((one, other) => other.lines - one.lines);
  console.log(`files over ${LONG_FILE} lines, to look at: ${long.length}`);
  for (const { file, lines } of long) console.log(`  ${String(lines).padStart(5)}  ${file}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) main(process.argv.includes('--check'));
