import ts from 'typescript';
import { RefusalCodes } from './refusal-codes.js';

/** The codes that a command of a planted decider reaches. */
function codesOf(text: string, commandType: string): readonly string[] {
  const source = ts.createSourceFile('planted.ts', text, ts.ScriptTarget.ES2024, true);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === 'planted.ts' ? source : undefined),
    writeFile: () => undefined,
  };
  const program = ts.createProgram(['planted.ts'], { noLib: true, types: [], strict: true }, host);
  const decide = source.statements.find((one) => ts.isFunctionDeclaration(one) && one.name?.text === 'decide');
  if (decide === undefined) throw new Error('nothing is planted');
  const { codes } = RefusalCodes.of(program.getTypeChecker(), [decide], commandType, () => true);
  return [...codes].sort();
}

const PLANTED = `
  declare function refuse(code: string): never;
  class Refusal { constructor(readonly code: string) {} }
  type Command = { readonly type: 'Open'; readonly by?: string } | { readonly type: 'Shut' } | { readonly type: 'Move' };
  const deep = { table: { check: () => { throw new Refusal('DEEP'); } } };
  function mustBeOpen(open: boolean) { if (!open) refuse('NOT_OPEN'); }
  const wrapped = (rule: () => void) => () => rule();
  const checked = wrapped(() => refuse('WRAPPED'));
  const TABLE = { Open: () => refuse('OPEN_ROW'), Shut: () => refuse('SHUT_ROW'), Move: () => [] };
  function decide(command: Command, open: boolean) {
    if (command.type === 'Move') return refuse(open ? 'MOVE_OPEN' : 'MOVE_SHUT');
    mustBeOpen(open);
    if (command.type !== 'Open' && open) refuse('ONLY_OTHERS');
    switch (command.type) {
      case 'Open':
        return command.by === undefined ? refuse('BY_WHOM') : deep.table.check();
      case 'Shut':
        checked();
        return TABLE[command.type]();
    }
  }
`;

describe('the codes that a command can be refused with', () => {
  it('are those on its own way, through calls, wrappers, tables and choices', () => {
    expect(codesOf(PLANTED, 'Open')).toEqual(['BY_WHOM', 'DEEP', 'NOT_OPEN']);
    expect(codesOf(PLANTED, 'Shut')).toEqual(['NOT_OPEN', 'ONLY_OTHERS', 'SHUT_ROW', 'WRAPPED']);
  });

  it('end where a command has been answered', () => {
    expect(codesOf(PLANTED, 'Move')).toEqual(['MOVE_OPEN', 'MOVE_SHUT']);
  });

  it('has one more as soon as a rule refuses with one more', () => {
    const planted = PLANTED.replace("refuse('NOT_OPEN');", "refuse('NOT_OPEN'); if (open) refuse('PLANTED');");
    expect(codesOf(planted, 'Open')).toContain('PLANTED');
    expect(codesOf(planted, 'Move')).not.toContain('PLANTED');
  });
});
