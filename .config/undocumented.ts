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

/** A member as others write it, `SendOptions.metadata`, and whether something is said of it. */
type Members = Map<string, boolean>

type Member = ts.TypeElement | ts.ClassElement

/**
 * `SendOptions.metadata` for each member without a description of the interfaces, classes and object types that the declarations of a package export.
 * Tags alone describe nothing. A member of an object that has no name of its own is described as well where the comment of what holds it names it in code.
 */
export function undocumentedMembers(declarations: readonly string[], folder: string): { members: number; undocumented: string[] } {
  const program = ts.createProgram([...declarations], COMPILER_OPTIONS)
  const checker = program.getTypeChecker()
  const members: Members = new Map()
  const seen = new Set<ts.Node>()
  const follow = (name: ts.Node) => {
    const symbol = checker.getSymbolAtLocation(name)
    if (symbol) readSymbol(symbol)
  }
  const readSymbol = (symbol: ts.Symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    for (const declaration of target.declarations ?? []) {
      if (seen.has(declaration) || !isWithin(declaration, folder)) continue
      seen.add(declaration)
      readDeclaration(declaration, members, follow)
    }
  }
  for (const file of declarations) {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    for (const exported of module ? checker.getExportsOfModule(module) : []) readSymbol(exported)
  }
  return { members: members.size, undocumented: [...members].flatMap(([name, isDescribed]) => (isDescribed ? [] : name)).toSorted() }
}

const isWithin = (node: ts.Node, folder: string) => node.getSourceFile().fileName.startsWith(`${folder.replaceAll('\\', '/')}/`)

type Follow = (name: ts.Node) => void

function readDeclaration(node: ts.Node, members: Members, follow: Follow): void {
  if (ts.isTypeAliasDeclaration(node)) return readType(node.type, node.name.text, { said: descriptionOf(node), members, follow })
  if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) return
  const path = node.name?.text ?? 'default'
  for (const member of node.members) readMember(member, path, { said: '', members, follow })
  // What it extends counts as well, also where that is not exported by itself.
  for (const { types } of node.heritageClauses ?? []) for (const type of types) readType(type, path, { said: '', members, follow })
}

interface Reading {
  /** What is said of the type by whatever holds it. */
  readonly said: string
  readonly members: Members
  /** Absent within a member: a type that has a name is exported, too, and stands for itself. */
  readonly follow?: Follow
}

function readType(node: ts.Node, path: string, reading: Reading): void {
  const readAll = (parts: readonly ts.Node[] | undefined) => parts?.forEach((part) => readType(part, path, reading))
  if (ts.isTypeLiteralNode(node)) for (const member of node.members) readMember(member, path, reading)
  else if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
    reading.follow?.(ts.isTypeReferenceNode(node) ? node.typeName : node.expression)
    // `Partial`, `Pick` and their like are made of what they are given.
    readAll(node.typeArguments)
  } else if (ts.isIntersectionTypeNode(node) || ts.isUnionTypeNode(node)) readAll(node.types)
  else if (ts.isParenthesizedTypeNode(node) || ts.isNamedTupleMember(node)) readType(node.type, path, reading)
  else if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) readType(node.type, path, reading)
  else if (ts.isArrayTypeNode(node)) readType(node.elementType, path, reading)
  else if (ts.isTupleTypeNode(node)) readAll(node.elements)
}

function readMember(member: Member, path: string, { said, members }: Reading): void {
  if (!isPublic(member) || isExcepted(member, path)) return
  const name = ts.isCallSignatureDeclaration(member) ? '()' : (member.name?.getText() ?? '')
  const at = ts.isCallSignatureDeclaration(member) ? `${path}()` : `${path}.${name}`
  const own = descriptionOf(member)
  // Two types of one name, or two signatures of one method: each must be described.
  members.set(at, (members.get(at) ?? true) && (own !== '' || said.includes(`\`${name}\``)))
  const type = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member) ? member.type : undefined
  if (type) readType(type, at, { said: `${said}\n${own}`, members })
}

/** What an application reads, sets or calls: no constructor, which the class describes, and no index signature. */
function isPublic(member: Member): boolean {
  const isHidden = ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)
  if (isHidden || (member.name && ts.isPrivateIdentifier(member.name))) return false
  return (
    ts.isPropertySignature(member) ||
    ts.isMethodSignature(member) ||
    ts.isCallSignatureDeclaration(member) ||
    ts.isPropertyDeclaration(member) ||
    ts.isMethodDeclaration(member) ||
    ts.isAccessor(member)
  )
}

function isExcepted(member: Member, path: string): boolean {
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return false
  const { type, initializer, questionToken } = member as ts.PropertyDeclaration
  // May not be given: there to tell two kinds of options apart.
  if (type?.kind === ts.SyntaxKind.UndefinedKeyword) return true
  // Always this one value, `type: 'text'`: the type says it all.
  if (!questionToken && (initializer ?? (type && ts.isLiteralTypeNode(type)))) return true
  // A text that is shown: its name says where, and the English text beside it in the source what. A function's parameters are told.
  return path.endsWith('Labels') && type?.kind === ts.SyntaxKind.StringKeyword
}

/** The words of a comment before its first tag. */
function descriptionOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return comments.map(({ comment }) => ts.getTextOfJSDocComment(comment)?.trim() ?? '').join('\n')
}
