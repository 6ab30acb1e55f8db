import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { helpOf } from './commands.ts'
import { proseOf, read, root } from './readDocuments.ts'
import { readStyles } from './styles.ts'

const BENCHMARK = readFileSync(`${root}/packages/bench/src/options.ts`, 'utf8')

let words: Set<string> | undefined

/** Every word in the sources of the packages and of what they are made of, and in the names of their files. */
function wordsOfSources(): Set<string> {
  words ??= new Set(
    globSync('{packages/*/src,packages/*/server,packages/*/deploy,.config}/**/*.{ts,tsx,mjs,css}', { cwd: root }).flatMap(
      (file) => `${basename(file)}\n${readFileSync(`${root}/${file}`, 'utf8')}`.match(/\w+/g) ?? [],
    ),
  )
  return words
}

/** Names in a document's prose that nothing has: options and exports in camelCase, variables of the environment, custom properties, classes, flags. */
export function unknownNames(document: string): string[] {
  const code = [...read(document).matchAll(/^```[\s\S]*?^```$/gm)].join('\n')
  const own = new Set(code.match(/\w+/g))
  const named = [...ourProse(document).matchAll(/`([^`\n]+)`/g)].flatMap(([, said = '']) => namesIn(said))
  return [...new Set(named)].filter((name) => !own.has(name) && !isKnown(name)).map((name) => `${document}: ${name}`)
}

/** Flags of a command that is shown whole are looked at with it (commands.ts), or are those of somebody else's program. */
const namesIn = (said: string): string[] => (said.match(NAMES) ?? []).filter((name) => !COMMAND.test(said) || !name.startsWith('--'))

const COMMAND = /^(?:[A-Z_]+=(?:'[^']*'|\S+) )*(?:git|node|npm|npx|pnpm) /
const NAMES = /--\w[\w-]*|\.rivulet-[\w-]+|\b[a-z]+[A-Z]\w*\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g

/** The left column of a table of names, and what is said of others, is theirs. */
function ourProse(document: string): string {
  const prose = proseOf(document).replaceAll(/\]\([^)]*\)/g, ']')
  if (!/\/moving\/|\/migrating\.md$/.test(document)) return prose
  return prose
    .replace(/^## What they have[\s\S]*?(?=^## |$(?![\s\S]))/m, '')
    .replaceAll(/^\|[^|]*\|/gm, '|')
    .split(/^# .*$/m)
    .slice(1)
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('\n')
}

/** Options of tools, and names that belong to the reader's own code. */
const THEIRS = new Set(['--project', 'cacheComponents', 'changeOrigin', 'assetsInlineLimit', 'accTitle', 'accDescr', 'classDef', 'onPick'])

function isKnown(name: string): boolean {
  if (THEIRS.has(name)) return true
  // `--rivulet-code-…` is all that begin so.
  if (/^(?:--|\.)rivulet-/.test(name))
    return [...readStyles().names].some((style) => style === name || (name.endsWith('-') && style.startsWith(name)))
  if (name.startsWith('--') && new RegExp(`${name}\\b`).test(BENCHMARK)) return true
  if (name.startsWith('--'))
    return ['record', 'play', 'check', 'serve', 'from-sse', 'from-har'].some((command) => helpOf(command).includes(name))
  return wordsOfSources().has(name)
}
