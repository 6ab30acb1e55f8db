import { basename } from 'node:path'
import { CliError } from './CliError.js'
import { readInput, shown } from './files.js'
import { type AddCommand, parseWhole } from './options.js'
import { isEventStream, sseReads } from './sseReads.js'
import { synthesize } from './synthesize.js'
import { writeRecording } from './writeRecording.js'

interface Flags {
  readonly out: string
  readonly interval: number
  readonly prompt?: string
  readonly label?: string
  readonly overwrite?: boolean
}

const HELP = `
A dump has no times: its events are written as reads that come one after the other, --interval apart.

Example:
  $ curl -N https://api.example.com/v1/chat/completions … > dump.sse
  $ rivulet-replay from-sse dump.sse --out haiku.stream.jsonl --interval 25`

export const fromSseCommand: AddCommand = (program) => {
  program
    .command('from-sse')
    .description('Make a recording of a dump of an event stream.')
    .argument('<file>', 'the dump; - is the standard input')
    .requiredOption('--out <file>', 'where to write, NAME.stream.jsonl')
    .option('--interval <ms>', 'the time between two events, in milliseconds', parseWhole, 20)
    .option('--prompt <text>', 'what was asked, where it is known')
    .option('--label <text>', "the recording's name for people (default: the file's)")
    .option('--overwrite', 'replace the file where it is there already')
    .addHelpText('after', HELP)
    .action(async (file: string, { out, interval, prompt, label, overwrite }: Flags) => {
      const dump = await readInput(file)
      if (!isEventStream(dump.toString('utf8')))
        throw new CliError(`${shown(file)}: holds no events. A dump of an event stream has lines such as "data: {…}".`)
      const reads = sseReads(dump, (index) => (index + 1) * interval)
      const body = prompt === undefined ? null : JSON.stringify({ stream: true, messages: [{ role: 'user', content: prompt }] })
      const text = await synthesize(
        [
          {
            atMs: 0,
            url: 'https://gateway.invalid/v1/chat/completions',
            method: 'POST',
            headers: new Headers(body === null ? {} : { 'content-type': 'application/json' }),
            body,
            answer: { status: 200, headers: new Headers({ 'content-type': 'text/event-stream' }), headAtMs: 0, reads },
            end: { atMs: reads.at(-1)?.atMs ?? 0, kind: 'eof' },
          },
        ],
        { label: label ?? shown(basename(file)) },
      )
      await writeRecording(out, overwrite, text)
    })
}
