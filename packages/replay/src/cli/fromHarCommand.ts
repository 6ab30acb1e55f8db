import { basename } from 'node:path'
import { redactAddress } from '../recording/redactAddress.js'
import { CliError } from './CliError.js'
import { readInput, shown } from './files.js'
import { harExchanges } from './harExchanges.js'
import { type AddCommand, parseWhole } from './options.js'
import { synthesize } from './synthesize.js'
import { count, oneLine, say } from './terminal.js'
import { writeRecording } from './writeRecording.js'

interface Flags {
  readonly out: string
  readonly interval?: number
  readonly label?: string
  readonly overwrite?: boolean
}

const HELP = `
Takes the requests to …/chat/completions, each as an exchange, and leaves out keys and cookies. A HAR does not tell when each piece of an
answer came: its events are spread evenly over the time that the answer took, or come --interval apart.

Example, with a HAR saved from a browser's network panel ("with content"):
  $ rivulet-replay from-har session.har --out session.stream.jsonl`

export const fromHarCommand: AddCommand = (program) => {
  program
    .command('from-har')
    .description("Make a recording of the chat requests in a browser's HAR.")
    .argument('<file>', 'the HAR; - is the standard input')
    .requiredOption('--out <file>', 'where to write, NAME.stream.jsonl')
    .option('--interval <ms>', 'the time between two events, in milliseconds (default: spread over the time the answer took)', parseWhole)
    .option('--label <text>', "the recording's name for people (default: the file's)")
    .option('--overwrite', 'replace the file where it is there already')
    .addHelpText('after', HELP)
    .action(async (file: string, { out, interval, label, overwrite }: Flags) => {
      const { exchanges, entries, startedAtMs, empty } = harExchanges(await parsedHar(file), interval)
      if (exchanges.length === 0) {
        const found = entries === 0 ? 'it is empty' : `none of its ${count(entries, 'request')} goes to …/chat/completions`
        throw new CliError(`${shown(file)}: holds no chat request: ${found}. Save it again while the page is chatting.`)
      }
      for (const url of empty)
        say(
          `${oneLine(redactAddress(url, () => undefined))}: its answer was not saved, so it is recorded as empty. Browsers save it with "Save all as HAR with content".`,
        )
      const text = await synthesize(exchanges, { label: label ?? shown(basename(file)), startedAtMs })
      await writeRecording(out, overwrite, text)
      say(
        interval === undefined
          ? 'A HAR tells no time of each read: events are spread evenly over the time that their answer took.'
          : `A HAR tells no time of each read: events come ${interval} ms apart.`,
      )
    })
}

async function parsedHar(file: string): Promise<unknown> {
  try {
    const text = (await readInput(file)).toString('utf8')
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(`${shown(file)}: is no HAR, since it is not JSON. Save one from the network panel of a browser.`)
  }
}
