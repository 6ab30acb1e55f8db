import type { ChatMessageParam } from '@rivulet/core'
import { isPromiseLike } from './AnswerRun.js'
import type { ChatParams, ChatSettings, TurnOptions } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import type { Filling } from './continuation/goingOn.js'
import { isOffline } from './network.js'
import { openAnswer, type AnswerEvents, type OpenAnswer } from './openAnswer.js'
import { requestMessages } from './requestMessages.js'
import { toolDefinitions } from './tools/toolDefinitions.js'

/** What a request for an answer is made of. */
export interface AnswerRequest {
  /** As they are when the request is made. */
  settings: ChatSettings
  options: TurnOptions
  /** The messages before the answer; with it where it goes on. */
  path: readonly ChatMessage[]
  toRequest: Filling['toRequest'] | undefined
  /** Its `Idempotency-Key`. */
  key: string
  /** Waited for before anything is sent. */
  mark?: (() => Promise<void> | undefined) | undefined
  /** Called in place of the request where the network has gone by the time that `mark` is done. */
  onOffline?: (() => void) | undefined
}

/** Asks for an answer: at once, unless something has to be waited for. Undefined where nobody wants it any more by then. */
export function requestAnswer(
  { settings, options, path, toRequest = (messages) => [...messages], key, mark, onOffline }: AnswerRequest,
  events: AnswerEvents,
  isOver: () => boolean,
): OpenAnswer | PromiseLike<OpenAnswer | undefined> {
  const { client, tools = [], prepareRequest = requestMessages } = settings
  const { model = settings.model, headers } = options
  const body: ChatParams = { ...(tools.length > 0 && { tools: toolDefinitions(tools) }), ...settings.params, ...options.params }
  const send = (prepared: ChatMessageParam[]) => {
    return openAnswer(client, { ...body, model, messages: toRequest(prepared) }, { ...headers, 'Idempotency-Key': inAscii(key) }, events)
  }
  const prepared = prepareRequest(path)
  const marked = mark?.()
  if (!marked && !isPromiseLike(prepared)) return send(prepared)
  return Promise.all([prepared, marked]).then(([messages]) => {
    if (isOver()) return undefined
    if (!onOffline || !isOffline(client.baseURL)) return send(messages)
    onOffline()
    return undefined
  })
}

/** Headers take no other letters. */
function inAscii(key: string): string {
  return /^[!-~]+$/.test(key) ? key : encodeURIComponent(key)
}
