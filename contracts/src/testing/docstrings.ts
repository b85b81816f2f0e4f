import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the comments over a class and over its members say. */
export interface Docstring {
  readonly says: string;
  /** Who outside needs the contract, where a line beginning with `Outside:` says so. */
  readonly outside?: string;
  readonly members: Readonly<Record<string, string>>;
}

const SOURCES = 'contracts/src';

/** The docstrings of every class in the contracts, by the class's name; those that it extends lend theirs. */
export function docstrings(): ReadonlyMap<string, Docstring> {
  const files = readdirSync(SOURCES).flatMap((folder) =>
    folder.includes('.') ? [] : readdirSync(join(SOURCES, folder)).map((file) => join(SOURCES, folder, file)),
  );
  const found = new Map<string, Docstring>();
  for (const file of files.filter((one) => one.endsWith('events.ts'))) {
    const local = new Map<string, Docstring>();
    for (const statement of ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
      .statements)
      if (ts.isClassDeclaration(statement) && statement.name !== undefined)
        local.set(statement.name.text, docstringOf(statement, local));
    for (const [name, one] of local) found.set(name, one);
  }
  return found;
}

function docstringOf(declared: ts.ClassDeclaration, known: ReadonlyMap<string, Docstring>): Docstring {
  const base = declared.heritageClauses?.[0]?.types[0]?.expression.getText();
  const members = Object.fromEntries(
    declared.members.flatMap((member) => {
      const says = commentOf(member);
      return ts.isPropertyDeclaration(member) && says !== '' ? [[member.name.getText(), says]] : [];
    }),
  );
  const [says = '', outside] = commentOf(declared).split(/\s*Outside: /);
  const all = { ...known.get(base ?? '')?.members, ...members };
  return outside === undefined ? { says, members: all } : { says, outside, members: all };
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .flatMap((one) => (ts.isJSDoc(one) ? [ts.getTextOfJSDocComment(one.comment) ?? ''] : []))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
