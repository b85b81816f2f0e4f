// Keeps the pages true: every relative link leads somewhere, every snippet is what the tested file says today, and every picture
// is drawn from its text source.
//   <!-- snippet: REFERENCE -->   `npm run docs` writes the fenced block after it; snippets.mjs says what a reference is.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { root } from './ensure.mjs';
import { drawnPictures } from './pictures.mjs';
import { program } from './program.mjs';
import { snippet } from './snippets.mjs';

const { check: checkOnly = false } = program('npm run docs --', 'Draws pictures and snippets of the documents anew')
  .option('--check', 'write nothing; fail where one is stale')
  .parse()
  .opts();
const ignored = (path) => /(^|[/\\])(node_modules|dist|\.data|\.nx|\.engine|tmp)([/\\]|$)/.test(path);
const pages = globSync('**/*.md', { cwd: root, exclude: (path) => ignored(String(path)) }).filter(
  (page) => !ignored(page),
);
const problems = [];

const withoutFences = (text) => text.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '');
const withoutCode = (text) => withoutFences(text).replace(/`[^`\n]*`/g, '');

/** GitHub's rule for the anchor of a heading. */
function anchorsOf(text) {
  const seen = new Map();
  const anchors = new Set();
  for (const [, heading] of withoutFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  for (const [, id] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

function checkLinks(page, text) {
  for (const [, target] of withoutCode(text).matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue; // the outer world is not asked: the check works offline
    const [path, anchor] = target.split('#');
    const file = path === '' ? join(root, page) : join(root, dirname(page), decodeURIComponent(path));
    if (!existsSync(file)) problems.push(`${page}: link to ${target} leads nowhere`);
    else if (anchor && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).has(anchor)) {
      problems.push(`${page}: ${relative(root, file)} has no heading for #${anchor}`);
    }
  }
}

const LANGUAGES = { '.json': 'http', '.mjs': 'js' }; // any other ending is a language's own name

function withSnippets(page, text) {
  return text.replace(
    /(<!-- snippet: (\S+) -->)(?:\n+```(\w*)\n[\s\S]*?^```$)?/gm,
    (block, marker, reference, given) => {
      try {
        const ending = extname(reference.split('#')[0]);
        const language = given ?? LANGUAGES[ending] ?? ending.slice(1);
        return `${marker}\n\n\`\`\`${language}\n${snippet(reference)}\n\`\`\``;
      } catch (error) {
        problems.push(`${page}: ${error.message}`);
        return block;
      }
    },
  );
}

let written = 0;
for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8');
  checkLinks(page, text);
  const fresh = withSnippets(page, text);
  if (fresh === text) continue;
  if (checkOnly) problems.push(`${page}: a snippet is not what its source says any more; run npm run docs`);
  else {
    writeFileSync(join(root, page), fresh);
    written += 1;
  }
}

for (const [picture, drawn] of await drawnPictures()) {
  const file = join(root, picture);
  if (existsSync(file) && readFileSync(file, 'utf8') === drawn) continue;
  if (checkOnly) problems.push(`${picture} is not what its source draws any more; run npm run docs`);
  else {
    writeFileSync(file, drawn);
    written += 1;
  }
}

for (const problem of problems) console.error(problem);
console.log(`docs: ${pages.length} pages, ${written} files rewritten, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
