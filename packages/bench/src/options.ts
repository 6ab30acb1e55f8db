import { parseArgs } from 'node:util'

export const PART_NAMES = [
  'chunks',
  'message',
  'json',
  'heap',
  'size',
  'markdown',
  'markdown-browser',
  'commits',
  'chat-browser',
  'throttled',
  'real-time',
  'relay',
  'relay-heap',
] as const
export type PartName = (typeof PART_NAMES)[number]

/** Those of a quick run: two minutes in all. A browser with all the peers in it, and a relay under load, take longer. */
export const QUICK_PARTS: readonly PartName[] = ['chunks', 'message', 'json', 'heap', 'size', 'markdown', 'commits']

export interface BenchOptions {
  readonly parts: readonly PartName[]
  readonly quick: boolean
  /** Where the figures are written to as JSON. */
  readonly out: string | undefined
  /** Whether the figures take the place of those that are kept, in place of being held against them. */
  readonly keep: boolean
  /** The file of the kept figures, where it is not the repository's. */
  readonly kept: string | undefined
  /** The file of a peer that is measured in place of ours. */
  readonly ours: string | undefined
  /** At most so many rounds in one process: whether everything works. */
  readonly rounds: number | undefined
}

export const USAGE = `Usage: npm run bench -- [options]

Measures Rivulet beside its peers, holds the figures against the project's budgets and against those that are kept in figures/. Ends with 1 where something was not
measured, or something of ours got worse: where the middle halves of both runs' rounds lie apart, by 5 % at least (heaps by 15 %), or a budget is lost. All parts take forty minutes, a quick run two minutes.

  --part NAME  only this part: ${PART_NAMES.join(', ')}; may be given more than once
  --quick      for every change: without dear peers, few rounds; ${QUICK_PARTS.join(', ')} unless parts are named
  --keep       keep the figures of these parts, to be held against from now on; a quick run is made three times for it
  --kept FILE  figures are kept in FILE in place of figures/
  --ours FILE  measure the peer that FILE exports in place of ours, where bytes become chunks, messages and values
  --rounds N   at most N rounds in one process, which shows that everything works; nothing can be kept of it
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
  const { part, quick, help, keep, rounds, ...files } = parseFlags(argv)
  if (help) return 'help'
  if (rounds !== undefined && !/^[1-9]\d?$/.test(rounds)) throw new UsageError(`--rounds takes a number from 1 to 99, not '${rounds}'.`)
  if (rounds !== undefined && keep) throw new UsageError('What is measured with --rounds is not kept: it tells too little.')
  for (const [name, file] of Object.entries(files)) if (file === '') throw new UsageError(`--${name} takes the name of a file.`)
  for (const name of part) if (!isPartName(name)) throw new UsageError(`--part takes ${PART_NAMES.join(', ')}, not '${name}'.`)
  const all = quick ? QUICK_PARTS : PART_NAMES
  const parts = part.length === 0 ? all : PART_NAMES.filter((name) => part.includes(name))
  return {
    parts,
    quick,
    keep,
    out: files.out,
    kept: files.kept,
    ours: files.ours,
    rounds: rounds === undefined ? undefined : Number(rounds),
  }
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
        keep: { type: 'boolean', default: false },
        kept: { type: 'string' },
        ours: { type: 'string' },
        rounds: { type: 'string' },
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
