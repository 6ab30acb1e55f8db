import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../faults/fault.js'
import type { Handler } from '../handler.js'
import { CliError, reasonOf } from './CliError.js'
import { readRecording, RECORDING_SUFFIX, shown } from './files.js'
import { type AddCommand, FAULTS_HELP, parseFaultList, parsePort, parseSpeed, parseWhole, SPEED_HELP } from './options.js'
import { serveEmulator } from './serveEmulator.js'
import { serveRecordings } from './serveRecordings.js'
import { count, oneLine, say } from './terminal.js'

interface Flags {
  readonly port: number
  readonly host: string
  readonly speed: number
  readonly faults?: readonly Fault[]
  readonly seed?: number
}

const HELP = `
Without a folder a word of the prompt chooses the answer: haiku, markdown, weather, reasoning … Any other prompt is told which there are.

Which recording of a folder answers a request:
  1. the one named by the header x-rivulet-recording
  2. else the one whose name is the request's model; GET /v1/models lists the names
  3. else the one whose prompt is the closest to the request's, where they have most of their words in common
  4. else the next one, round and round
Of a recording of several exchanges the one with as many messages as the request answers, and of those one after the other.

Examples:
  $ rivulet-replay serve
  $ rivulet-replay serve recordings
  $ curl -N http://127.0.0.1:8787/v1/chat/completions -H 'x-rivulet-recording: haiku' -d '{"messages":[]}'`

export const serveCommand: AddCommand = (program) => {
  program
    .command('serve')
    .description('Serve a gateway without a key, emulated or of the recordings of a folder, until Ctrl-C.')
    .argument('[folder]', `the folder with NAME${RECORDING_SUFFIX} in it; without one the gateway is emulated`)
    .option('--port <number>', 'the port; 0 takes a free one', parsePort, 8787)
    .option('--host <name>', 'the address to listen on; everybody who reaches it can read the recordings', '127.0.0.1')
    .option('--speed <factor>', SPEED_HELP, parseSpeed, 1)
    .option('--faults <list>', FAULTS_HELP, parseFaultList)
    .option('--seed <number>', 'where the random choices of the faults begin', parseWhole)
    .addHelpText('after', HELP)
    .action(async (folder: string | undefined, flags: Flags) => {
      const { handler, about } = folder === undefined ? emulator(flags) : await gatewayOf(folder, flags)
      const server = await listen(handler, flags)
      say(`${about}. Ctrl-C ends it.`)
      process.stdout.write(`${server.url}/v1\n`)
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
      })
      await server.close()
    })
}

interface Gateway {
  readonly handler: Handler
  /** What it is, for people. */
  readonly about: string
}

const onAnswer = (line: string) => say(oneLine(line))

const emulator = (flags: Flags): Gateway => ({ handler: serveEmulator({ ...flags, onAnswer }), about: 'An emulated gateway' })

async function gatewayOf(folder: string, flags: Flags): Promise<Gateway> {
  const names = namesIn(folder)
  // One after the other, so that of several broken ones always the first by its name is told.
  const recordings = []
  for (const name of names) recordings.push({ name, recording: await readRecording(join(folder, `${name}${RECORDING_SUFFIX}`)) })
  return { handler: serveRecordings(recordings, { ...flags, onAnswer }), about: `${count(names.length, 'recording')} in ${shown(folder)}` }
}

function namesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder)
      .filter((file) => file.endsWith(RECORDING_SUFFIX) && !file.startsWith('.'))
      .map((file) => file.slice(0, -RECORDING_SUFFIX.length))
    if (names.length > 0) return names.toSorted()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR' && existsSync(folder))
      throw new CliError(`${shown(folder)}: is a file, and recordings are served by the folder. Give the one that it lies in.`)
    throw new CliError(`${shown(folder)}: cannot be read: ${reasonOf(error)}.`)
  }
  throw new CliError(`${shown(folder)}: holds no recording. Their names end in ${RECORDING_SUFFIX}; make one with rivulet-replay record.`)
}

async function listen(handler: Handler, { port, host }: Flags) {
  // Loaded only here: no other command needs srvx, which is left to be installed by those who serve.
  const { serve } = await import('../node/serve.js').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.message.includes('srvx')) throw error
    throw new CliError('serve needs srvx, which is not installed. Install it beside @rivulet/replay: npm install srvx')
  })
  try {
    return await serve(handler, { port, host })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new CliError(
        `Port ${port} is taken. Choose another with --port, or 0 for a free one, and give your application the address that is printed then as its baseURL.`,
      )
    throw new CliError(`Cannot listen on ${oneLine(host)}, port ${port}: ${oneLine(message)}.`)
  }
}
