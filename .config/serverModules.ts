import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript-6'

/** What only a page has. */
const OF_A_PAGE = new Set(['window', 'document', 'navigator', 'localStorage', 'sessionStorage'])

/** The modules of a package that are run by a server that draws React's server components: from its entries on, up to those that are marked "use client". */
export function serverModules(entries: readonly string[]): string[] {
  const seen = new Set<string>()
  const run: string[] = []
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    const code = readFileSync(file, 'utf8')
    if (/^["']use client["']/.test(code)) return
    run.push(file)
    for (const { fileName } of ts.preProcessFile(code, true, true).importedFiles) {
      const beside = resolve(dirname(file), fileName)
      if (fileName.startsWith('.') && beside.endsWith('.js') && existsSync(beside)) visit(beside)
    }
  }
  entries.forEach(visit)
  return run
}

/**
 * What a module that was built does and a server component cannot: it hands an element a function, as `onClick`, or names what only a page has. Whatever else a
 * server lacks (`useState`, `createContext`) keeps a module from being loaded there at all.
 */
export function clientOnlyUses(code: string): string[] {
  const own = new Set<string>()
  const named = new Set<string>()
  const handed = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && OF_A_PAGE.has(node.text)) (isDeclared(node) ? own : isRead(node) ? named : undefined)?.add(node.text)
    if (ts.isCallExpression(node)) for (const name of handlersOf(node)) handed.add(name)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('module.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS))
  return [
    ...[...handed].map((name) => `hands ${name} to an element`),
    ...[...named].filter((name) => !own.has(name)).map((name) => `names ${name}`),
  ]
}

/** The properties `on…` of an element that is made: `jsx('button', { onClick })` is what JSX becomes. */
function handlersOf({ expression, arguments: [, props] }: ts.CallExpression): string[] {
  const maker = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
  if (!/^(?:jsxs?|createElement|cloneElement)$/.test(maker) || !props || !ts.isObjectLiteralExpression(props)) return []
  return props.properties.flatMap(({ name }) => (name && /^["']?on[A-Z]/.test(name.getText()) ? [name.getText()] : []))
}

/** The module's own variable, parameter or import of that name. */
const isDeclared = (node: ts.Identifier): boolean =>
  (ts.isVariableDeclaration(node.parent) ||
    ts.isParameter(node.parent) ||
    ts.isBindingElement(node.parent) ||
    ts.isImportSpecifier(node.parent) ||
    ts.isFunctionDeclaration(node.parent)) &&
  node.parent.name === node

/** Neither the name of a property nor asked for by `typeof`. */
const isRead = (node: ts.Identifier): boolean =>
  !('name' in node.parent && node.parent.name === node) && !ts.isTypeOfExpression(node.parent)
