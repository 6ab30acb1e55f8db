import { addCosts, type AssistantMessageParam } from '@rivulet/core'
import { textOf, type ChatMessage } from '../ChatMessage.js'
import { addUsage } from '../totals.js'
import { Continuation } from './Continuation.js'

/** How the message of a request becomes that of its row: `wire` is all that has come of it, `isWhole` says that no more will. */
export type JoinWire = (wire: AssistantMessageParam, isWhole: boolean) => AssistantMessageParam

/** Of a request that goes on where an answer ended: text and reasoning follow those before; `isExact` as for `Continuation`. */
export function continuing(before: AssistantMessageParam, isExact: boolean): JoinWire {
  const text = new Continuation(textOf({ wire: before }), isExact)
  return (wire, isWhole) => {
    const reasoning = `${before.reasoning_content ?? ''}${wire.reasoning_content ?? ''}`
    return {
      ...before,
      ...wire,
      content: text.join(textOf({ wire }), isWhole),
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
    }
  }
}

/** Of a run that is read once more from its start: what was shown stays until there is more. `join` is how it became what was shown. */
export function rereading(shown: AssistantMessageParam, join: JoinWire = (wire) => wire): JoinWire {
  const known = lengthOf(shown)
  return (wire, isWhole) => {
    const whole = join(wire, isWhole)
    return lengthOf(whole) >= known ? whole : shown
  }
}

/** The rows of an answer and of its continuation as one: both were paid for, and both took their time. */
export function joinRows(before: ChatMessage, row: ChatMessage): ChatMessage {
  const usage = before.usage && row.usage ? addUsage(before.usage, row.usage) : (row.usage ?? before.usage)
  const cost = addCosts(...[before.cost, row.cost].filter((one) => one !== undefined))
  const codes = new Set(row.warnings.map(({ code }) => code))
  const { startedAtMs, firstTokenMs } = before.timings ?? {}
  const endMs = row.timings?.endMs === undefined ? undefined : row.timings.endMs + (before.timings?.endMs ?? 0)
  return {
    ...row,
    warnings: [...before.warnings.filter(({ code }) => !codes.has(code)), ...row.warnings],
    ...(usage && { usage }),
    ...(cost && { cost }),
    ...(row.timings && {
      timings: {
        ...row.timings,
        ...(startedAtMs !== undefined && { startedAtMs }),
        ...(firstTokenMs !== undefined && { firstTokenMs }),
        ...(endMs !== undefined && { endMs }),
      },
    }),
  }
}

function lengthOf(wire: AssistantMessageParam): number {
  return textOf({ wire }).length + (wire.reasoning_content?.length ?? 0)
}
