import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { moduleFolder } from './blockProject.ts'
import { type Block, proseIn, read, root } from './readDocuments.ts'

/** What any machine has. */
const SYSTEM = new Set(['cd', 'curl', 'docker'])

/** What npm and pnpm do by themselves. */
const VERBS = new Set(['audit', 'create', 'login', 'pack', 'publish', 'trust'])

/** Where scripts read the options that stand behind `--`. */
const OPTIONS: Readonly<Record<string, string>> = { bench: 'packages/bench/src/options.ts', start: 'packages/playground/server/options.ts' }

/** The commands within sentences and tables of a document, each as a block of its own. */
export function inlineCommands(document: string, text: string = read(document)): Block[] {
  return proseIn(text)
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(/`((?:[A-Z_]+=\S+ )*(?:npm|pnpm|npx) [^`]+)`/g)].map(([, code = '']) => ({
        document,
        line: at + 1,
        language: 'sh',
        meta: '',
        code,
        given: '',
      })),
    )
}

/** What is wrong with the commands of a block, each with its place. */
export function problemsOfCommands(block: Block): string[] {
  return commandsOf(block).flatMap(({ words, line }) => {
    const problem = problemOf(words, block.document)
    return problem ? [`${block.document}:${line}: ${problem}`] : []
  })
}

interface Command {
  words: string[]
  line: number
}

/** The commands of a block: its lines, or in a session those behind a prompt; without settings of the environment in front. */
function commandsOf({ language, code, line: first }: Block): Command[] {
  const joined = code.replaceAll(/\\\n\s*/g, ' ')
  return joined.split('\n').flatMap((line, offset) => {
    if (language === 'console' && !line.startsWith('$ ')) return []
    const shown = line.replace(/^\$ /, '').replace(/(^|\s)#.*$/, '')
    const inner = /^\w+=\$\(([^|)]*)/.exec(shown)?.[1]
    return (inner ?? shown)
      .split(/&&|\|/)
      .map((command) => (command.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).filter((word, at, all) => !isSetting(all.slice(0, at + 1))))
      .filter((words) => words.length > 0)
      .map((words) => ({ words, line: first + offset }))
  })
}

const isSetting = (words: readonly string[]) => words.every((word) => /^[A-Z_]+=/.test(word))

function problemOf([program = '', ...args]: readonly string[], document: string): string | undefined {
  if (program === 'npm' || program === 'pnpm') return problemOfScript(args, document)
  if (program === 'npx') return problemOfBin(args)
  return SYSTEM.has(program) || (document.includes('relay') && program === 'tr') ? undefined : `nobody has the program ${program}`
}

function problemOfScript(args: readonly string[], document: string, of?: string): string | undefined {
  if (args[0] === '--filter') return problemOfScript(args.slice(2), document, args[1])
  const [verb = '', ...rest] = args
  if (verb === 'install') return problemOfModules(rest)
  if (verb === 'exec') return problemOfBin(rest)
  if (VERBS.has(verb)) return undefined
  const [name = '', ...options] = verb === 'run' ? rest : args
  const isScript = foldersOf(document, of).some((folder) => name in scriptsOf(folder)) || isOfNewApplication(name, document)
  return isScript ? problemOfOptions(name, options) : `${document} runs the script ${name}, which package.json does not have`
}

/** Where the scripts of a document's commands stand: in the package that is named, in the repository's root, or beside a document of an example that is a project of its own. */
function foldersOf(document: string, of?: string): string[] {
  if (of !== undefined) return [moduleFolder(of) ?? of]
  const folder = dirname(document)
  return /^packages\/[^/]+$/.test(folder) ? [root] : [root, `${root}/${folder}`]
}

function scriptsOf(folder: string): object {
  const manifest = `${folder}/package.json`
  return existsSync(manifest) ? ((JSON.parse(readFileSync(manifest, 'utf8')) as { scripts?: object }).scripts ?? {}) : {}
}

/** Templates of applications have these. */
const isOfNewApplication = (script: string, document: string) =>
  ['build', 'dev'].includes(script) && read(document).includes('\nnpm create ')

/** Options behind `--`, and the places of tests. */
function problemOfOptions(script: string, words: readonly string[]): string | undefined {
  const options = OPTIONS[script]
  const known = options === undefined ? '' : readFileSync(`${root}/${options}`, 'utf8')
  const flags = words.filter((word) => /^--\w/.test(word))
  const unknown = options === undefined ? [] : flags.filter((flag) => !new RegExp(`${flag}\\b`).test(known))
  if (unknown.length > 0) return `${script} has no option ${unknown.join(', ')}`
  const absent = script === 'vitest' ? words.filter((word) => word.includes('/') && globSync(`${word}*`, { cwd: root }).length === 0) : []
  return absent.length > 0 ? `there is no ${absent.join(', ')} to test` : undefined
}

function problemOfModules(args: readonly string[]): string | undefined {
  const names = args.filter((word) => !/^[-.]/.test(word))
  const missing = names.filter((name) => !moduleFolder(name))
  const flags = args.filter((word) => word.startsWith('-') && word !== '--save-dev')
  if (flags.length > 0) return `npm install has no flag ${flags.join(', ')} that is known here`
  return missing.length > 0 ? `${missing.join(', ')}: not a package of the workspace, and nothing in it uses one of this name` : undefined
}

function problemOfBin([bin = '', ...args]: readonly string[]): string | undefined {
  if (bin === 'rivulet-replay' || bin === '@rivulet/replay') return problemOfReplay(args)
  const isThere = globSync(`{.,packages/*}/node_modules/.bin/${bin}`, { cwd: root }).length > 0
  return isThere ? undefined : `nobody has the program ${bin}`
}

const helps = new Map<string, string>()

/** What a command of the command line says of itself. */
export function helpOf(command: string): string {
  const known = helps.get(command)
  if (known !== undefined) return known
  const bin = `${root}/packages/replay/dist/cli/bin.js`
  if (!existsSync(bin)) throw new Error('The packages are not built, so their command line cannot be asked: run npm run build first.')
  const { stdout, status } = spawnSync(process.execPath, [bin, ...(command ? [command] : []), '--help'], { encoding: 'utf8' })
  const help = status === 0 ? stdout : ''
  helps.set(command, help)
  return help
}

function problemOfReplay([command = '', ...args]: readonly string[]): string | undefined {
  if (!new RegExp(`^ {2}${command}\\b`, 'm').test(helpOf(''))) return `rivulet-replay has no command ${command}`
  const flags = args.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '')
  const unknown = flags.filter((flag) => !helpOf(command).includes(flag))
  return unknown.length > 0 ? `rivulet-replay ${command} has no flag ${unknown.join(', ')}` : undefined
}
