import { type ChatErrorCode, readChat } from '@rivulet/core'
import { eventBlocks, joinBytes } from './faults/eventBlocks.js'
import { exchangesOf, type RecordedExchange } from './recording/exchanges.js'
import type { Recording } from './recording/recording.js'
import { toResponse } from './recording/replay.js'

/** How a recorded answer ended, as core reads it. `left`: its caller left before its end, so nobody knows what would have come. */
export type RecordedEnding = 'complete' | 'truncated' | 'failed' | 'left'

/** What can be counted of one exchange. */
export interface ExchangeFigures {
  /** Undefined where there was no response. */
  readonly status: number | undefined
  /** When it was asked, in milliseconds after the recording began. */
  readonly requestedAtMs: number
  /** From its request to its end, in milliseconds. */
  readonly durationMs: number
  /** From its request to the first read that brings something of the answer, in milliseconds. */
  readonly firstTokenMs: number | undefined
  /** The longest time without a byte, in milliseconds. */
  readonly longestSilenceMs: number
  /** Network reads of the body. */
  readonly reads: number
  /** Of the body. */
  readonly bytes: number
  /** As the gateway's usage counts them; where it tells none, the events that bring something of the answer. */
  readonly tokens: number
  /** How it ended. */
  readonly ending: RecordedEnding
  /** The first choice's; null where there was none. */
  readonly finishReason: string | null
  /** Where it failed. */
  readonly errorCode: ChatErrorCode | undefined
}

/** What can be counted of a recording: sums over its exchanges, and of the last one how it ended. */
export interface RecordingFigures extends Omit<ExchangeFigures, 'status' | 'requestedAtMs'> {
  /** Those of each exchange, in the order in which they were asked for. */
  readonly exchanges: readonly ExchangeFigures[]
}

/** The figures of a recording, for whoever lists or checks recordings. Its answers are read by core, so that an ending is what a client would say. */
export async function figuresOf(recording: Recording): Promise<RecordingFigures> {
  const exchanges = await Promise.all(exchangesOf(recording).map(figuresOfExchange))
  const last = exchanges.at(-1)
  const sum = (count: (figures: ExchangeFigures) => number) => exchanges.reduce((total, figures) => total + count(figures), 0)
  const firstToken = exchanges.find(({ firstTokenMs }) => firstTokenMs !== undefined)
  return {
    exchanges,
    durationMs: last ? last.requestedAtMs + last.durationMs : 0,
    firstTokenMs: firstToken?.firstTokenMs === undefined ? undefined : firstToken.requestedAtMs + firstToken.firstTokenMs,
    longestSilenceMs: Math.max(0, ...exchanges.map(({ longestSilenceMs }) => longestSilenceMs)),
    reads: sum(({ reads }) => reads),
    bytes: sum(({ bytes }) => bytes),
    tokens: sum(({ tokens }) => tokens),
    ending: last?.ending ?? 'left',
    finishReason: last?.finishReason ?? null,
    errorCode: last?.errorCode,
  }
}

async function figuresOfExchange({ requestedAtMs, durationMs, answer, end }: RecordedExchange): Promise<ExchangeFigures> {
  const reads = answer?.timeline.reads ?? []
  const body = joinBytes(reads.map(({ bytes }) => bytes))
  const tokens = eventBlocks(body).filter(({ isToken }) => isToken)
  const times = [0, ...(answer ? [answer.headAtMs] : []), ...reads.map(({ atMs }) => atMs), durationMs]
  const read = answer && (await readChat(toResponse(answer, () => bodyOf(body, end === 'error'))))
  const ending = endingOf(read?.ending.kind, end)
  return {
    status: answer?.status,
    requestedAtMs,
    durationMs,
    firstTokenMs: tokens[0] && timeOfByte(reads, tokens[0].end),
    longestSilenceMs: Math.max(...times.map((atMs, index) => atMs - (times[index - 1] ?? atMs))),
    reads: reads.length,
    bytes: body.length,
    tokens: read?.completion.usage?.completion_tokens ?? tokens.length,
    ending,
    finishReason: read?.completion.choices[0]?.finish_reason ?? null,
    errorCode: ending === 'failed' ? (read?.ending.kind === 'failed' ? read.ending.error.code : 'network') : undefined,
  }
}

function endingOf(read: string | undefined, end: RecordedExchange['end']): RecordedEnding {
  if (read === 'complete') return 'complete'
  if (end === 'abort') return 'left'
  return read === 'truncated' ? 'truncated' : 'failed'
}

/** When the byte before `offset` came. */
function timeOfByte(reads: readonly { readonly atMs: number; readonly bytes: Uint8Array }[], offset: number): number | undefined {
  let came = 0
  return reads.find(({ bytes }) => (came += bytes.length) >= offset)?.atMs
}

function bodyOf(body: Uint8Array<ArrayBuffer>, broken: boolean): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      if (body.length > 0) {
        controller.enqueue(body)
        body = body.subarray(body.length)
      } else if (broken) controller.error(new TypeError('network error: the recorded connection broke'))
      else controller.close()
    },
  })
}
