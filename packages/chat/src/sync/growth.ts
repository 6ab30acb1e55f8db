import type { AssistantMessageParam } from '@rivulet/core'
import { textOf, type ChatMessage } from '../ChatMessage.js'

/** What an answer grew by: of its text and of its reasoning, what follows the first `from` UTF-16 code units. */
export interface Growth {
  readonly id: string
  readonly text: Piece
  readonly reasoning: Piece
}

interface Piece {
  readonly from: number
  readonly text: string
}

/** What has been told of a growing answer. */
export interface Told {
  readonly id: string
  readonly text: number
  readonly reasoning: number
}

/** What a row grew by since it was told of; the whole of it where another one was. */
export function growthOf(row: ChatMessage, told: Told | undefined): Growth {
  const { text, reasoning } = told?.id === row.id ? told : { text: 0, reasoning: 0 }
  const wire = row.wire as AssistantMessageParam
  return { id: row.id, text: pieceOf(textOf(row), text), reasoning: pieceOf(wire.reasoning_content ?? '', reasoning) }
}

export function toldOf({ id, text, reasoning }: Growth): Told {
  return { id, text: text.from + text.text.length, reasoning: reasoning.from + reasoning.text.length }
}

/** The row with what it grew by; undefined where what comes before that is missing here. */
export function grown(row: ChatMessage, growth: Growth): ChatMessage | undefined {
  const wire = row.wire as AssistantMessageParam
  const content = joined(textOf(row), growth.text)
  const reasoning = joined(wire.reasoning_content ?? '', growth.reasoning)
  if (content === undefined || reasoning === undefined) return undefined
  return { ...row, state: 'streaming', wire: { ...wire, content, ...(reasoning !== '' && { reasoning_content: reasoning }) } }
}

function pieceOf(text: string, from: number): Piece {
  return text.length < from ? { from: 0, text } : { from, text: text.slice(from) }
}

function joined(before: string, { from, text }: Piece): string | undefined {
  if (from > before.length) return undefined
  return from === before.length ? before + text : before.slice(0, from) + text
}
