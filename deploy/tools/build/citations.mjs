// Finds the tests of a spec file that cite requirement ids, by reading its syntax tree and never by running it.
import ts from 'typescript';

/** Calls whose first argument is a test's title, or the title of a group of tests. */
const testCalls = new Set(['it', 'test', 'step', 'variant']);
const groupCalls = new Set(['describe', 'story']);
const idPattern = /\b(?:ENG|CITY|SCOT|OUT|CPA|PLAT)-\d{2,3}\b/g;

/** `it.skip.each(table)` → ['it', 'skip', 'each'] */
function nameOf(expression) {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression)) return [...nameOf(expression.expression), expression.name.text];
  if (ts.isCallExpression(expression)) return nameOf(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) return nameOf(expression.tag);
  return [];
}

function titleOf(argument, source) {
  if (!argument) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isTemplateExpression(argument)) return argument.getText(source).slice(1, -1);
  if (ts.isBinaryExpression(argument)) {
    const parts = [titleOf(argument.left, source), titleOf(argument.right, source)];
    return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
  }
  return undefined;
}

/** The first text of each row of a literal `it.each([[…], …])` table; one empty row where the table is no literal. */
function rowsOf(expression, source) {
  const table = ts.isCallExpression(expression) ? expression.arguments[0] : undefined;
  if (table === undefined || !ts.isArrayLiteralExpression(table)) return [''];
  return table.elements.map((row) =>
    ts.isArrayLiteralExpression(row) ? (titleOf(row.elements[0], source) ?? '') : '',
  );
}

/**
 * Every test of a spec, with the ids that its own title and the titles of its groups cite.
 * @param {string} text the spec's source
 * @returns {{ title: string, ids: string[], skipped: boolean }[]} in the order of the file
 */
export function testsIn(text) {
  const source = ts.createSourceFile('spec.tsx', text, ts.ScriptTarget.ESNext, true);
  const tests = [];
  const visit = (node, groups, skipping) => {
    if (ts.isCallExpression(node)) {
      const [name, ...modifiers] = nameOf(node.expression);
      const title = titleOf(node.arguments[0], source);
      if (title !== undefined && node.arguments.length > 1) {
        const skipped = skipping || modifiers.includes('skip') || modifiers.includes('todo');
        if (groupCalls.has(name)) {
          for (const argument of node.arguments) visit(argument, [...groups, title], skipped);
          return;
        }
        if (testCalls.has(name) && modifiers.includes('each')) {
          // Each row of a literal table is a test; its first text completes the title.
          for (const row of rowsOf(node.expression, source)) {
            const ids = new Set([...groups, title, row].flatMap((part) => part.match(idPattern) ?? []));
            tests.push({ title: row === '' ? title : title.replace('%s', row), ids: [...ids], skipped });
          }
          return;
        }
        if (testCalls.has(name)) {
          const ids = new Set([...groups, title].flatMap((part) => part.match(idPattern) ?? []));
          tests.push({ title, ids: [...ids], skipped });
          return;
        }
      }
    }
    ts.forEachChild(node, (child) => visit(child, groups, skipping));
  };
  visit(source, [], false);
  return tests;
}
