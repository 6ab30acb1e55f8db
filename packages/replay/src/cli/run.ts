import { Command, CommanderError } from 'commander'
import { checkCommand } from './checkCommand.js'
import { CliError } from './CliError.js'
import { fromHarCommand } from './fromHarCommand.js'
import { fromSseCommand } from './fromSseCommand.js'
import { packageVersion } from './packageVersion.js'
import { playCommand } from './playCommand.js'
import { recordCommand } from './recordCommand.js'
import { serveCommand } from './serveCommand.js'
import { oneLine, say } from './terminal.js'

/** Flags by which people try to give a key. */
const KEY_FLAG = /^--?(?:x-)?(?:(?:api|auth|access|open-?ai|secret)[-_]?)?(?:key|token|secret|bearer|authorization|password)(?:=|$)/i

const EXIT_CODES = `
Exit codes:
  0  it went well
  1  the run failed: the gateway's error is in the recording, which is written all the same
  2  what was given cannot be used: a flag, a file, a folder; nothing is written

Examples:
  $ rivulet-replay record --base-url https://api.example.com/v1 --model m --prompt "A haiku" --out haiku.stream.jsonl
  $ rivulet-replay play haiku.stream.jsonl
  $ rivulet-replay serve recordings`

/** Runs the command line. @returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  // Whoever reads our output may have seen enough: `| head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  let exitCode = 0
  const program = new Command('rivulet-replay')
    .description('Record, play, check and serve the streams of OpenAI-compatible gateways.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXIT_CODES)
    .showSuggestionAfterError(false)
    .exitOverride()
  const report = (code: number) => {
    exitCode = code
  }
  for (const add of [recordCommand, playCommand, checkCommand, serveCommand, fromSseCommand, fromHarCommand]) add(program, report)
  try {
    refuseKeys(args)
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof CliError)) throw error
    say(`rivulet-replay: ${oneLine(error.message)}`)
    return error.exitCode
  }
}

function refuseKeys(args: readonly string[]): void {
  const end = args.indexOf('--')
  const flag = args.slice(0, end === -1 ? undefined : end).find((arg) => KEY_FLAG.test(arg))
  if (flag === undefined) return
  const [name] = flag.split('=')
  throw new CliError(
    `${name} is not taken: other people can see a key on the command line, and the shell keeps it. Set RIVULET_API_KEY or OPENAI_API_KEY in the environment.`,
  )
}
