import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import ts from 'typescript-6'

/** `@rivulet/core` for `@rivulet/core/node`; nothing for what is beside the file or comes with Node. */
function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || isBuiltin(specifier)) return undefined
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The names of the packages that files import, in whatever way; words in their comments and strings are none. */
export function importsOf(files: readonly string[]): Set<string> {
  const imported = files.flatMap((file) => ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles)
  return new Set(imported.flatMap(({ fileName }) => packageOf(fileName) ?? []))
}
