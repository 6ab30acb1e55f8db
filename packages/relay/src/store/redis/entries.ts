import type { Entry, RunEnd, RunStatus } from '../RunStore.js'

/** Events are kept as they are sent: no frame holds an empty line, so one parts them. */
const SEPARATOR = '\n\n'

export const packFrames = (frames: readonly string[]): string => frames.join(SEPARATOR)

function toEntry(epoch: number, last: number, state: string | undefined, payload: string): Entry {
  if (state) return { epoch, first: last, last, end: { state: state as RunEnd['state'], detail: payload } }
  const frames = payload.split(SEPARATOR)
  return { epoch, first: last - frames.length + 1, last, frames }
}

/** An answer of XRANGE: `[id, [field, value, …]]` each. */
export function readRange(reply: unknown): Entry[] {
  return (reply as [string, string[]][]).map(([id, pairs]) => {
    const fields: Record<string, string | undefined> = {}
    for (let at = 0; at + 1 < pairs.length; at += 2) fields[String(pairs[at])] = pairs[at + 1]
    return toEntry(Number(fields['e']), Number.parseInt(id, 10), fields['s'], fields['d'] ?? '')
  })
}

/** What the scripts publish: `epoch last`, of an end also its state, and the payload from the next line on. */
export function readMessage(message: string): Entry {
  const line = message.indexOf('\n')
  const [epoch, last, state] = message.slice(0, line).split(' ')
  return toEntry(Number(epoch), Number(last), state, message.slice(line + 1))
}

/** What the scripts answer. */
export function readStatus(reply: unknown): RunStatus {
  const [state = 'gone', epoch, seq, handoverSeq, principal = '', owner = '', fingerprint = '', age, changed] = reply as (
    | string
    | undefined
  )[]
  return {
    state: state as RunStatus['state'],
    epoch: Number(epoch ?? 0),
    seq: Number(seq ?? 0),
    handoverSeq: Number(handoverSeq ?? 0),
    principal,
    owner,
    fingerprint,
    readAgeMs: age ? Number(age) : undefined,
    changed: changed === '1',
  }
}
