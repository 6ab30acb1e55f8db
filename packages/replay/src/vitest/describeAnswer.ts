import type { Ending } from '@rivulet/core'
import type { ReadAnswer } from './answer.js'

const WORDS: { readonly [Kind in Ending['kind']]: (ending: Extract<Ending, { kind: Kind }>) => string } = {
  complete: ({ finishReason, sawDone, lostEvents }) => {
    const reason = finishReason === null ? 'no finish reason' : `finish reason "${finishReason}"`
    return `${reason}, ${sawDone ? '[DONE] came' : 'no [DONE]'}${lostEvents > 0 ? `, ${lostEvents} event(s) lost` : ''}`
  },
  stopped: () => 'its caller stopped it',
  detached: () => 'its caller left it',
  truncated: () => 'its bytes ended with neither a finish reason nor [DONE]',
  stalled: ({ idleMs }) => `no byte came for ${idleMs} ms`,
  failed: ({ error: { code, status, message } }) => `${code}${status === undefined ? '' : ` (HTTP ${status})`}: ${message}`,
}

/** An ending in words. */
export function describeEnding(ending: Ending): string {
  const words = WORDS[ending.kind] as (ending: Ending) => string
  return `${ending.kind}: ${words(ending)}`
}

/** How an answer really ended and what came last of it, for a message of failure. */
export function describeAnswer({ ending, warnings, text, reasoning, refusal, toolCalls }: ReadAnswer): string {
  const last = text || refusal || reasoning
  return [
    `It ended: ${describeEnding(ending)}`,
    `Its last text: ${last ? JSON.stringify(lastOf(last)) : 'none came'}`,
    ...(toolCalls.length > 0 ? [`Its tool calls: ${toolCalls.map(({ name, args }) => `${name}(${lastOf(args)})`).join(', ')}`] : []),
    ...(warnings.length > 0 ? [`Its warnings: ${warnings.map(({ code }) => code).join(', ')}`] : []),
  ].join('\n')
}

const LONGEST = 80

function lastOf(text: string): string {
  const letters = Array.from(text)
  return letters.length > LONGEST ? `…${letters.slice(1 - LONGEST).join('')}` : text
}
