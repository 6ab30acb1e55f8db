import type { Order } from './upstream.ts'
import { wordAt } from './words.ts'

export interface Checked {
  /** Where the run is begun. */
  port: number
  /** Where it is read, if not there. */
  readPort?: number | undefined
}

/** A second: it is under way still when it is read elsewhere. */
const ORDER: Order = { events: 20, rate: 20 }

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[]
}

/** Reads one run as an application does. @throws where it is another answer than the upstream's: what loses or changes something has no speed */
export async function checkRun({ port, readPort }: Checked): Promise<void> {
  const user = { 'x-user': 'check' }
  const body = JSON.stringify({ model: 'bench', stream: true, messages: [{ role: 'user', content: 'Go on.' }], bench: ORDER })
  const headers = { 'content-type': 'application/json', ...user }
  const begun = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, { method: 'POST', headers, body })
  const run = begun.headers.get('x-rivulet-run')
  const read = readPort === undefined ? begun : await fetch(`http://127.0.0.1:${readPort}/v1/runs/${run}/events`, { headers: user })
  const [text] = await Promise.all([read.text(), ...(read === begun ? [] : [begun.text()])])
  checkAnswer(read.status, text, ORDER.events)
}

/** @throws where the events do not come to what the upstream was to write */
export function checkAnswer(status: number, text: string, events: number): void {
  const datas = text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []))
  const chunks = datas.slice(0, -1).map((data) => JSON.parse(data) as Chunk)
  const said = chunks.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('')
  const wanted = Array.from({ length: events }, (_, n) => wordAt(n)).join('')
  const isWhole = datas.at(-1) === '[DONE]' && chunks.at(-1)?.choices[0]?.finish_reason === 'stop'
  if (status !== 200 || said !== wanted || !isWhole)
    throw new Error(`A run came as another answer: ${status}, ${JSON.stringify(text.slice(-300))}`)
}
