import ts from 'typescript';

/** What a walk through the functions that a command runs comes across. */
export interface Reached {
  /** The codes that they refuse with. */
  readonly codes: ReadonlySet<string>;
  /** The types of events, and whatever else they name by a member `type`. */
  readonly types: ReadonlySet<string>;
}

type Verdict = boolean | undefined;
const not = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict);
const all = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;

/**
 * Follows the calls of a function to every `refuse('CODE')` and `new Refusal('CODE')`. Of a switch, a condition or a table over the
 * command's type it takes only the way of that command.
 */
export class RefusalCodes {
  readonly #codes = new Set<string>();
  readonly #types = new Set<string>();
  readonly #seen = new Set<ts.Node>();

  private constructor(
    readonly checker: ts.TypeChecker,
    readonly commandType: string,
    readonly isFollowed: (file: string) => boolean,
  ) {}

  static of(
    checker: ts.TypeChecker,
    functions: readonly ts.Node[],
    commandType: string,
    isFollowed: (file: string) => boolean,
  ): Reached {
    const walk = new RefusalCodes(checker, commandType, isFollowed);
    for (const one of functions) walk.#enter(one);
    return { codes: walk.#codes, types: walk.#types };
  }

  #enter(node: ts.Node): void {
    if (this.#seen.has(node) || !this.isFollowed(node.getSourceFile().fileName)) return;
    this.#seen.add(node);
    ts.forEachChild(node, (child) => void this.#visit(child));
  }

  /** @returns whether what follows in the same block is out of reach */
  #visit(node: ts.Node): boolean {
    if (ts.isTypeNode(node)) return false;
    if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) return this.#statements(node.statements);
    if (ts.isSwitchStatement(node)) return this.#switch(node);
    if (ts.isIfStatement(node)) return this.#choose(node.expression, node.thenStatement, node.elseStatement);
    if (ts.isConditionalExpression(node)) return this.#choose(node.condition, node.whenTrue, node.whenFalse);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return this.#choose(node.left, node.right);
    if (ts.isElementAccessExpression(node) && this.#isCommandType(node.argumentExpression)) return this.#row(node);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#refusal(node);
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'type' && ts.isStringLiteral(node.initializer))
      this.#types.add(node.initializer.text);
    if (ts.isPropertyAccessExpression(node)) {
      this.#visit(node.expression);
      this.#follow(node.name);
      return false;
    }
    if (ts.isIdentifier(node)) this.#follow(node);
    ts.forEachChild(node, (child) => void this.#visit(child));
    return ts.isReturnStatement(node) || ts.isThrowStatement(node);
  }

  #statements(statements: readonly ts.Node[]): boolean {
    return statements.some((statement) => this.#visit(statement));
  }

  #switch({ expression, caseBlock }: ts.SwitchStatement): boolean {
    this.#visit(expression);
    const { clauses } = caseBlock;
    const own = clauses.findIndex(
      (clause) => ts.isCaseClause(clause) && this.#literal(clause.expression) === this.commandType,
    );
    if (!this.#isCommandType(expression)) {
      for (const clause of clauses) this.#visit(clause);
      return false;
    }
    const from = own === -1 ? clauses.findIndex((clause) => ts.isDefaultClause(clause)) : own;
    // A clause without statements is one with the next.
    for (const clause of from === -1 ? [] : clauses.slice(from)) if (this.#visit(clause) || endsBy(clause)) break;
    return false;
  }

  #choose(condition: ts.Expression, yes: ts.Node, no?: ts.Node): boolean {
    this.#visit(condition);
    const verdict = this.#verdict(condition);
    const yesEnds = verdict === false ? true : this.#visit(yes);
    const noEnds = verdict === true ? true : no === undefined ? false : this.#visit(no);
    return ts.isStatement(yes) && yesEnds && noEnds;
  }

  /** Whether a condition over the command's type holds for this one; undefined where it says something else as well. */
  #verdict(condition: ts.Expression): Verdict {
    if (ts.isParenthesizedExpression(condition)) return this.#verdict(condition.expression);
    if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken)
      return not(this.#verdict(condition.operand));
    if (!ts.isBinaryExpression(condition)) return undefined;
    const { left, right, operatorToken } = condition;
    const both = (): readonly Verdict[] => [this.#verdict(left), this.#verdict(right)];
    const is = (kind: ts.SyntaxKind): boolean => operatorToken.kind === kind;
    if (is(ts.SyntaxKind.AmpersandAmpersandToken)) return all(both());
    if (is(ts.SyntaxKind.BarBarToken)) return not(all(both().map(not)));
    const literal = this.#literal(right);
    if (!this.#isCommandType(left) || literal === undefined) return undefined;
    if (is(ts.SyntaxKind.EqualsEqualsEqualsToken)) return literal === this.commandType;
    return is(ts.SyntaxKind.ExclamationEqualsEqualsToken) ? literal !== this.commandType : undefined;
  }

  #literal(node: ts.Expression): string | undefined {
    return ts.isStringLiteral(node) ? node.text : undefined;
  }

  /** `command.type`, or a `type` that was taken out of a command: its type is a union that has this command's. */
  #isCommandType(node: ts.Expression): boolean {
    const isType = ts.isPropertyAccessExpression(node)
      ? node.name.text === 'type'
      : ts.isIdentifier(node) && node.text === 'type';
    if (!isType) return false;
    const type = this.checker.getTypeAtLocation(node);
    return (type.isUnion() ? type.types : [type]).some(
      (one) => one.isStringLiteral() && one.value === this.commandType,
    );
  }

  /** The row of this command in a table over commands. */
  #row({ expression }: ts.ElementAccessExpression): boolean {
    const type = this.checker.getTypeAtLocation(expression);
    const member = this.checker.getPropertyOfType(type, this.commandType);
    if (member !== undefined) this.#declaration(member);
    return false;
  }

  #refusal({ expression, arguments: given }: ts.CallExpression | ts.NewExpression): void {
    if (!ts.isIdentifier(expression) || !['refuse', 'Refusal'].includes(expression.text)) return;
    const [code] = given ?? [];
    if (code === undefined) return;
    const type = this.checker.getTypeAtLocation(code);
    const literals = (type.isUnion() ? type.types : [type]).flatMap((one) =>
      one.isStringLiteral() ? [one.value] : [],
    );
    // A code that is handed in is met where it is written.
    if (literals.length < SOME_CODES) for (const one of literals) this.#codes.add(one);
  }

  #follow(name: ts.Identifier | ts.MemberName): void {
    const symbol = this.checker.getSymbolAtLocation(name);
    if (symbol !== undefined)
      this.#declaration(symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol);
  }

  #declaration(symbol: ts.Symbol): void {
    for (const declaration of symbol.declarations ?? []) {
      if (ts.isFunctionLike(declaration)) this.#enter(declaration);
      else if (ts.isPropertyAssignment(declaration)) this.#enter(declaration);
      else if (ts.isShorthandPropertyAssignment(declaration)) {
        const meant = this.checker.getShorthandAssignmentValueSymbol(declaration);
        if (meant !== undefined)
          this.#declaration(meant.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(meant) : meant);
      } else if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && isAtTop(declaration))
        if (!ts.isObjectLiteralExpression(declaration.initializer)) this.#enter(declaration);
    }
  }
}

/** More codes than this at one place are a parameter, not a choice. */
const SOME_CODES = 12;

const endsBy = (clause: ts.CaseOrDefaultClause): boolean => {
  const last = clause.statements.at(-1);
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) || ts.isBreakStatement(last) || ts.isThrowStatement(last) || ts.isBlock(last))
  );
};

const isAtTop = (declaration: ts.VariableDeclaration): boolean => ts.isSourceFile(declaration.parent.parent.parent);
