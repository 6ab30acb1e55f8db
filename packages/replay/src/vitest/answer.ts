import type { ChatResult, Ending, Warning } from '@rivulet/core'
import { isObject, listOf, objectOf } from '../jsonObject.js'
import { textOfContent } from '../textOfContent.js'

/** What the matchers judge: a `ChatResult` of `@rivulet/core`, or an answer of `@rivulet/chat` (a `ChatMessage`) that has ended. */
export type Answer = ChatResult | AnswerMessage

/** An answer in a conversation, with the message as it came. */
export interface AnswerMessage {
  /** The message as the API has it. */
  readonly wire: object
  /** How it ended. Absent while it grows: the matchers throw a TypeError then. */
  readonly ending?: Ending | undefined
  /** What was repaired or noticed on the way. */
  readonly warnings: readonly Warning[]
}

/** What is read of either kind of answer. */
export interface ReadAnswer {
  readonly ending: Ending
  readonly warnings: readonly Warning[]
  readonly text: string
  readonly reasoning: string
  readonly refusal: string
  readonly toolCalls: readonly { readonly name: string; readonly args: string }[]
}

/** @throws TypeError where the value is no answer, or one that has not ended. */
export function readAnswer(value: unknown, matcher: string): ReadAnswer {
  const { ending, warnings, completion, wire } = objectOf(value)
  const message = objectOf(wire ?? objectOf(listOf(objectOf(completion)['choices'])[0])['message'])
  if (!isObject(ending)) throw new TypeError(`${matcher} judges how an answer ended, and ${whatItIs(value)}`)
  return {
    ending: ending as unknown as Ending,
    warnings: listOf(warnings) as Warning[],
    text: textOfContent(message['content']),
    reasoning: textOfContent(message['reasoning_content']),
    refusal: textOfContent(message['refusal']),
    toolCalls: listOf(message['tool_calls']).map((call) => {
      const { function: called, custom } = objectOf(call)
      const { name, arguments: args, input = args } = objectOf(custom ?? called)
      return { name: String(name), args: String(input) }
    }),
  }
}

function whatItIs(value: unknown): string {
  const { result, wire } = objectOf(value)
  if (value instanceof Promise) return 'this is a promise. Await it, or write expect(…).resolves.'
  if (result instanceof Promise) return 'this is a stream. Give it `await stream.result`.'
  if (isObject(wire)) return 'this message has no ending: it still grows, or is no answer. Wait until it is done.'
  return 'this is none. Give it a ChatResult of @rivulet/core or a ChatMessage of @rivulet/chat.'
}
