import type { Fault } from '../faults/fault.js'
import { readRecording } from './files.js'
import { type AddCommand, FAULTS_HELP, parseFaultList, parseSpeed, parseWhole, SPEED_HELP } from './options.js'
import { playAnswers } from './playAnswers.js'
import { playEvents } from './playEvents.js'
import type { Play } from './playedExchanges.js'
import { playResults } from './playResults.js'

interface Flags {
  readonly speed?: number
  readonly raw?: boolean
  readonly json?: boolean
  readonly faults?: readonly Fault[]
  readonly seed?: number
}

const HELP = `
The answer is written to the standard output; its reasoning, its tool calls and its ending to the standard error.

Examples:
  $ rivulet-replay play haiku.stream.jsonl --speed 2
  $ rivulet-replay play haiku.stream.jsonl --json | jq .answers[0].ending
  $ rivulet-replay play haiku.stream.jsonl --faults cut:at=50%`

export const playCommand: AddCommand = (program) => {
  program
    .command('play')
    .description('Play a recording as it was timed, through the real client.')
    .argument('<file>', 'the recording; - is the standard input')
    .option('--speed <factor>', `${SPEED_HELP} (default: 1; with --json: instant)`, parseSpeed)
    .option('--raw', 'write each event as it came, with its time')
    .option('--json', 'write what the client makes of it, as JSON')
    .option('--faults <list>', FAULTS_HELP, parseFaultList)
    .option('--seed <number>', 'where the random choices of the faults begin', parseWhole)
    .addHelpText('after', HELP)
    .action(async (file: string, { speed, raw, json, faults = [], seed }: Flags) => {
      const play: Play = { recording: await readRecording(file), speed: speed ?? (json ? Number.POSITIVE_INFINITY : 1), faults, seed }
      await (json ? playResults(play) : raw ? playEvents(play) : playAnswers(play))
    })
}
