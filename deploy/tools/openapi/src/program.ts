import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import type { SourcePlace } from './function-sources.js';

/** The workspace as TypeScript reads it: what functions give is asked of the compiler, not written down a second time. */
export class Program {
  readonly #program: ts.Program;
  readonly checker: ts.TypeChecker;

  constructor(root: string) {
    const path = resolve(root, 'tsconfig.json');
    const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
    this.#program = ts.createProgram(
      fileNames.filter((file) => !file.endsWith('.spec.ts')),
      { ...options, noEmit: true },
    );
    this.checker = this.#program.getTypeChecker();
  }

  /** The function at a place: the innermost one that holds it. */
  functionAt({ file, line, column }: SourcePlace): ts.SignatureDeclaration | undefined {
    const source = this.#program.getSourceFile(file);
    if (source === undefined) return undefined;
    const at = source.getPositionOfLineAndCharacter(line, column);
    let found: ts.SignatureDeclaration | undefined;
    const visit = (node: ts.Node): void => {
      if (node.getFullStart() > at || node.getEnd() <= at) return;
      if (ts.isFunctionLike(node)) found = node;
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  }

  /** What a function gives, once awaited. */
  resultOf(of: ts.SignatureDeclaration): ts.Type | undefined {
    const signature = this.checker.getSignatureFromDeclaration(of);
    const type = signature === undefined ? undefined : this.checker.getReturnTypeOfSignature(signature);
    return type === undefined ? undefined : (this.checker.getAwaitedType(type) ?? type);
  }

  memberOf(type: ts.Type, name: string): ts.Type | undefined {
    const member = this.checker.getPropertyOfType(type, name);
    return member === undefined ? undefined : this.checker.getTypeOfSymbol(member);
  }
}
