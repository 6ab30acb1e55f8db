import type { ContentPart } from '@rivulet/core'
import { errorOf } from './AnswerRun.js'
import { ChatBusyError, type Chat, type ChatOptions, type SendOptions, type TurnOptions } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import type { Answer } from './continuation/goingOn.js'
import { Conversation, IDLE } from './Conversation.js'
import { nextFrame } from './frame.js'
import { isEmpty } from './isEmpty.js'
import { newId } from './newId.js'
import type { QueuedMessage } from './QueuedMessage.js'
import { isAnswer, rowOf, toRows } from './rows.js'
import { Runner } from './Runner.js'
import { SendQueue } from './SendQueue.js'
import { StorageError } from './storage/StorageError.js'
import { loadSync } from './sync/loadSync.js'
import { loadToolCode } from './tools/loadToolCode.js'

type Content = string | readonly ContentPart[]

/**
 * Creates the store of one conversation. It needs no React: subscribe to it, or hand it to the hooks of `@rivulet/react`.
 *
 * Nothing starts before `send`, and nothing is left behind after the last run's end: no timer, no listener, no connection.
 */
export function createChat({
  id = newId(),
  initialMessages = [],
  frame = nextFrame,
  storage,
  storageTimeoutMs,
  ...initial
}: ChatOptions): Chat {
  let settings = initial
  const conversation = new Conversation(toRows(initialMessages), storage !== undefined)
  const { tree } = conversation
  const queue = new SendQueue()
  const sync =
    storage &&
    loadSync({
      id,
      storage,
      timeoutMs: storageTimeoutMs,
      conversation,
      queue,
      runner: () => runner,
      settings: () => settings,
      clear: () => clear(),
      remove: (gone) => (tree.get(gone) ? remove(gone) : undefined),
      onFailure: (cause) => conversation.publish({ loading: false, storageError: unavailable(cause) }),
    })
  // It is there by the time that an answer calls one; where it could not be loaded, that is told then.
  if (settings.tools?.length) void loadToolCode().catch(() => undefined)
  const runner: Runner = new Runner({ conversation, queue, sync, settings: () => settings, frame })

  const send = async (content: Content, { id: messageId = newId(), ...options }: SendOptions = {}, parentId?: string | null) => {
    assertSaid(content)
    if (tree.get(messageId) || queue.knows(messageId)) return
    const { model, params, metadata, headers } = options
    const own = { ...(model !== undefined && { model }), ...(params && { params }), ...(metadata && { metadata }) }
    await runner.sender.send({
      item: { id: messageId, content, createdAtMs: Date.now(), ...own, ...(parentId !== undefined && { parentId }) },
      headers,
    })
  }

  const retry = async () => {
    await runner.begin(undefined, () => {
      const { id: headId, parentId, wire, attempts } = messageOf(tree.head?.id)
      if (wire.role !== 'assistant' || parentId === null) return (turn) => turn.ask(headId)
      return (turn) => turn.ask(parentId, { attempts: attempts + 1, retryOf: headId })
    })
  }

  const regenerate = async (messageId?: string, options?: TurnOptions) => {
    await runner.begin(options, () => {
      const { parentId } = answerOf(messageId ?? tree.head?.id)
      if (parentId === null) throw new TypeError('The answer follows no question.')
      return (turn) => turn.ask(parentId)
    })
  }

  const continueAnswer = async () => {
    const continuation = await import('./continuation/goingOn.js')
    await runner.begin(undefined, () => {
      const filling = continuation.goingOn(answerOf(tree.head?.id), settings.continueWith)
      return (turn) => turn.goOn(filling)
    })
  }

  const edit = async (messageId: string, content: Content, options?: SendOptions) => {
    if (sync) await sync.ready()
    const { wire, parentId } = messageOf(messageId)
    assertSaid(content)
    if (wire.role === 'user') return send(content, options, parentId)
    if (wire.role !== 'assistant') throw new TypeError(`A message of the role ${wire.role} is not edited.`)
    assertIdle()
    if (options?.id !== undefined && tree.get(options.id)) return
    // What tells of the words that were there.
    const { tool_calls: _calls, audio: _audio, refusal: _refusal, ...said } = wire
    tree.append(rowOf({ ...said, content: content as string }, parentId, options?.id))
    conversation.publish({ error: null })
  }

  const messageOf = (messageId: string | undefined): ChatMessage => {
    const message = tree.get(messageId)
    if (message) return message
    throw new TypeError(
      messageId === undefined
        ? 'The conversation is empty.'
        : `No message with the id ${JSON.stringify(messageId)} is in the conversation.`,
    )
  }

  const answerOf = (messageId: string | undefined): Answer => {
    const message = messageOf(messageId)
    if (isAnswer(message)) return message
    throw new TypeError(`No message with the id ${JSON.stringify(messageId)} is an answer.`)
  }

  const assertIdle = () => {
    if (conversation.snapshot.run.phase !== 'idle') throw new ChatBusyError()
  }

  const remove = (messageId: string) => {
    messageOf(messageId)
    const ids = tree.descendants(messageId)
    // The tab that runs it does it: it may be writing what is to go.
    if (runner.runsElsewhereAt(ids)) return sync?.ask('remove', messageId)
    const isRunning = ids.some((gone) => runner.turn?.isAt(gone))
    tree.remove(messageId)
    conversation.publishTotals({ ...(isRunning && { run: IDLE }), error: errorOf(tree.head?.ending) })
    if (isRunning) runner.forget()
  }

  const clear = () => {
    if (!conversation.snapshot.loading) return clearAll(queue.items)
    queue.clear()
    conversation.publish({ queue: queue.items })
    // In its turn, once there is something to clear: what is sent from here on stays.
    void runner.inside(() => clearAll(queue.kept)).then((isOurs) => (isOurs ? undefined : clearAll([])))
  }

  const clearAll = (waiting: readonly QueuedMessage[]) => {
    if (runner.runsElsewhere) return sync?.ask('clear')
    tree.clear()
    for (const item of waiting) queue.remove(item.id)
    conversation.publishTotals({ run: IDLE, error: null, queue: queue.items, queueHeld: false })
    runner.clear(waiting)
  }

  return {
    id,
    send: (content, options) => send(content, options),
    stop: () => runner.end('stopped'),
    retry,
    regenerate,
    continueAnswer,
    edit,
    selectBranch(messageId) {
      messageOf(messageId)
      assertIdle()
      tree.select(messageId)
      conversation.publish({ error: errorOf(tree.head?.ending) })
    },
    getBranches: (messageId) => tree.branchesOf(messageId),
    addToolResult: (callId, ...result) => runner.decide('addToolResult', callId, ...result),
    approve: (callId) => runner.decide('approve', callId),
    reject: (callId, reason) => runner.decide('reject', callId, reason),
    remove,
    clear,
    queue: {
      edit(messageId, content) {
        assertSaid(content, ' Remove it instead.')
        runner.outbox.change('edit', messageId, content)
      },
      move: (messageId, position) => runner.outbox.change('move', messageId, position),
      remove: (messageId) => runner.outbox.change('remove', messageId),
      resume: () => void runner.resume(),
    },
    detach: () => void runner.end('detached'),
    configure(changes) {
      settings = { ...settings, ...changes }
    },
    getSnapshot: () => conversation.snapshot,
    subscribe(listener) {
      const leave = conversation.subscribe(listener)
      let disconnect = sync?.connect()
      return () => {
        leave()
        disconnect?.()
        disconnect = undefined
      }
    },
    getMessage: (messageId) => tree.get(messageId),
    subscribeMessage: conversation.subscribeMessage,
  }
}

function assertSaid(content: Content, advice = ''): void {
  if (isEmpty(content)) throw new TypeError(`There is nothing to send: the message is empty.${advice}`)
}

function unavailable(cause: unknown): StorageError {
  return new StorageError('unavailable', STORE_MISSING, { cause })
}

const STORE_MISSING =
  'The code that keeps conversations could not be loaded, so this one is only in this page. Check the network and reload.'
