// Read with TypeScript 6: 7 has no compiler API that is stable.
import ts from 'typescript-6'

const COMPILER_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  jsx: ts.JsxEmit.ReactJSX,
  noLib: true,
  types: [],
}

/** What is handed in: each member of it is an option. */
const IS_OPTIONS = /(?:Options|Props|Settings|Limits|Params|Timeouts)$/

/** `SendOptions.metadata` for each option without a comment that the declarations of a package export. */
export function undocumentedOptions(declarations: readonly string[], folder: string): { options: number; undocumented: string[] } {
  const program = ts.createProgram([...declarations], COMPILER_OPTIONS)
  const checker = program.getTypeChecker()
  const options = new Map<string, boolean>()
  for (const file of declarations) {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      if (!IS_OPTIONS.test(exported.name)) continue
      for (const declaration of symbol.declarations ?? [])
        if (isWithin(declaration, folder)) readMembers(declaration, symbol.name, options, checker, folder)
    }
  }
  return { options: options.size, undocumented: [...options].flatMap(([name, isDocumented]) => (isDocumented ? [] : name)).toSorted() }
}

const isWithin = (node: ts.Node, folder: string) => node.getSourceFile().fileName.startsWith(folder.replaceAll('\\', '/'))

function readMembers(node: ts.Node, path: string, options: Map<string, boolean>, checker: ts.TypeChecker, folder: string): void {
  const read = (part: ts.Node) => readMembers(part, path, options, checker, folder)
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
    for (const member of node.members) if (ts.isPropertySignature(member) || ts.isMethodSignature(member)) readMember(member, path, options)
    // What it extends counts as well, also where that is not exported by itself.
    if (ts.isInterfaceDeclaration(node)) for (const clause of node.heritageClauses ?? []) for (const type of clause.types) read(type)
  } else if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
    const symbol = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression)
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    for (const declaration of target?.declarations ?? [])
      if (isWithin(declaration, folder) && target) readMembers(declaration, target.name, options, checker, folder)
  } else if (ts.isTypeAliasDeclaration(node) || ts.isParenthesizedTypeNode(node)) read(node.type)
  else if (ts.isIntersectionTypeNode(node) || ts.isUnionTypeNode(node)) for (const part of node.types) read(part)
}

function readMember(member: ts.PropertySignature | ts.MethodSignature, path: string, options: Map<string, boolean>): void {
  // A member that may not be given is there to tell two kinds of options apart.
  if (ts.isPropertySignature(member) && member.type?.kind === ts.SyntaxKind.UndefinedKeyword) return
  const name = `${path}.${member.name.getText()}`
  options.set(name, ts.getJSDocCommentsAndTags(member).some(ts.isJSDoc))
  if (ts.isPropertySignature(member) && member.type && ts.isTypeLiteralNode(member.type))
    for (const inner of member.type.members) if (ts.isPropertySignature(inner)) readMember(inner, name, options)
}
