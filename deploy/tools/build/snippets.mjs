// What a page shows of a tested file:
//   path/from/root.ts         the whole file
//   path/from/root.ts#name    the part between `// snippet: name` and `// end of snippet` (in a shell script `#` for `//`)
//   file.json#POST:/a,GET:/b  steps of a command file (docs/reference/command-file.md), each the first with that method and path
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

export function snippet(reference) {
  const [path, name] = reference.split('#');
  if (!existsSync(join(root, path))) throw new Error(`${path} does not exist`);
  const text = readFileSync(join(root, path), 'utf8');
  if (!name) return text.trim();
  return path.endsWith('.json') ? steps(path, text, name.split(',')) : named(path, text.split('\n'), name);
}

function named(path, lines, name) {
  const start = lines.findIndex((line) => /^(\/\/|#) snippet: /.test(line.trim()) && line.trim().endsWith(` ${name}`));
  const length = lines.slice(start + 1).findIndex((line) => /^(\/\/|#) end of snippet$/.test(line.trim()));
  if (start < 0 || length < 0) throw new Error(`${path} has no snippet "${name}"`);
  return dedent(lines.slice(start + 1, start + 1 + length));
}

function dedent(lines) {
  const depth = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  return lines
    .map((line) => line.slice(depth))
    .join('\n')
    .trim();
}

function steps(path, text, wanted) {
  const all = JSON.parse(text).steps;
  return wanted
    .map((one) => {
      const step = all.find((candidate) => `${candidate.method}:${candidate.path}` === one);
      if (step === undefined) throw new Error(`${path} has no step ${one}`);
      const { as, method, path: url, body } = step;
      const sent = body === undefined || Object.keys(body).length === 0 ? [] : [JSON.stringify(body, null, 2)];
      return [`# as ${as}`, `${method} ${url}`, ...sent].join('\n');
    })
    .join('\n\n');
}
