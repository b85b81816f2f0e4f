import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A member as its class declares it, for readers of the code and for the compiler. */
export interface DeclaredMember {
  readonly says: string;
  readonly type: string;
  readonly optional: boolean;
}

export interface DeclaredClass {
  readonly says: string;
  /** Who outside needs the contract, where a line of the comment begins with `Outside:`. */
  readonly outside: string | undefined;
  readonly members: Readonly<Record<string, DeclaredMember>>;
}

const SOURCES = 'contracts/src';

/** Every class of the contracts by its name, with the members of those that it extends. */
export function declaredClasses(): ReadonlyMap<string, DeclaredClass> {
  const services = readdirSync(SOURCES).filter((name) => !name.includes('.') && name !== 'testing');
  const events = services.flatMap((name) =>
    readdirSync(join(SOURCES, name)).flatMap((file) => (file.endsWith('events.ts') ? [join(name, file)] : [])),
  );
  const files = ['party.ts', 'version-ref.ts', ...events];
  return new Map(files.flatMap((file) => [...classesIn(join(SOURCES, file))]));
}

function classesIn(file: string): ReadonlyMap<string, DeclaredClass> {
  const found = new Map<string, DeclaredClass>();
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  for (const statement of source.statements)
    if (ts.isClassDeclaration(statement) && statement.name !== undefined)
      found.set(statement.name.text, classOf(statement, found));
  return found;
}

function classOf(declared: ts.ClassDeclaration, known: ReadonlyMap<string, DeclaredClass>): DeclaredClass {
  const base = declared.heritageClauses?.[0]?.types[0]?.expression.getText() ?? '';
  const own = declared.members.flatMap((member) =>
    ts.isPropertyDeclaration(member) && member.type !== undefined
      ? [[member.name.getText(), memberOf(member, member.type)] as const]
      : [],
  );
  const [says = '', outside] = commentOf(declared).split(/\s*Outside: /);
  return { says, outside, members: { ...known.get(base)?.members, ...Object.fromEntries(own) } };
}

function memberOf(member: ts.PropertyDeclaration, type: ts.TypeNode): DeclaredMember {
  return { says: commentOf(member), type: type.getText(), optional: member.questionToken !== undefined };
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .flatMap((one) => (ts.isJSDoc(one) ? [ts.getTextOfJSDocComment(one.comment) ?? ''] : []))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
