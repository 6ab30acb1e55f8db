import { parseArgs } from 'node:util'

export const PART_NAMES = [
  'chunks',
  'message',
  'json',
  'heap',
  'size',
  'markdown',
  'markdown-browser',
  'chat-browser',
  'relay',
  'relay-heap',
] as const
export type PartName = (typeof PART_NAMES)[number]

export interface BenchOptions {
  readonly parts: readonly PartName[]
  readonly quick: boolean
  /** Where the figures are written to as JSON. */
  readonly out: string | undefined
}

export const USAGE = `Usage: npm run bench -- [options]

Measures Rivulet beside its peers and holds the figures against the project's budgets. All parts take forty minutes, all but those of the relay and of markdown a few minutes.

  --part NAME  only this part: ${PART_NAMES.join(', ')}; may be given more than once
  --quick      small answers and few rounds, for a look
  --out FILE   write the figures to FILE as JSON too
  --help       print this`

/** Thrown for what the person at the terminal can put right; its message is one line, written for them. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 * @returns 'help' when only the usage is asked for
 * @throws {UsageError} for an option that cannot be meant
 */
export function readOptions(argv: readonly string[]): BenchOptions | 'help' {
  const { part, quick, out, help } = parseFlags(argv)
  if (help) return 'help'
  if (out === '') throw new UsageError('--out takes the name of a file.')
  for (const name of part) if (!isPartName(name)) throw new UsageError(`--part takes ${PART_NAMES.join(', ')}, not '${name}'.`)
  return { parts: PART_NAMES.filter((name) => part.length === 0 || part.includes(name)), quick, out }
}

function parseFlags(argv: readonly string[]) {
  // pnpm hands on the `--` that npm takes away.
  const args = argv[0] === '--' ? argv.slice(1) : [...argv]
  try {
    return parseArgs({
      args,
      options: {
        part: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const [what = 'The options cannot be read'] = String(error instanceof Error ? error.message : error).split(/\. |\n/)
    throw new UsageError(`${what.replace(/\.$/, '')}. Run npm run bench -- --help to see the options.`)
  }
}

function isPartName(name: string): name is PartName {
  return (PART_NAMES as readonly string[]).includes(name)
}
