import { playedAnswers, type Play } from './playedExchanges.js'
import { plainJson } from './terminal.js'

/** Writes what the client makes of each answer, as JSON. */
export async function playResults(play: Play): Promise<void> {
  const answers = []
  for await (const { exchange, stream } of playedAnswers(play)) {
    const { completion, ending, warnings, cost } = await stream.result
    answers.push({ status: exchange.answer?.status ?? null, ending, completion, warnings, ...(cost && { cost }) })
  }
  const { label } = play.recording.header
  process.stdout.write(`${plainJson({ ...(label !== undefined && { label }), answers })}\n`)
}
