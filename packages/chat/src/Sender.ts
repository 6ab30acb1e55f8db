import { ChatBusyError, type ChatSettings } from './Chat.js'
import type { Conversation } from './Conversation.js'
import { questionOf } from './rows.js'
import type { Runner, RunnerOptions } from './Runner.js'
import type { Outgoing, SendQueue } from './SendQueue.js'
import type { Sync } from './sync/loadSync.js'
import { passOverCalls } from './tools/loadToolCode.js'

/** Takes messages: each of them begins a turn, or waits. */
export class Sender {
  readonly #runner: Runner
  readonly #queue: SendQueue
  readonly #conversation: Conversation
  readonly #sync: Sync | undefined
  readonly #settings: () => ChatSettings

  constructor(runner: Runner, { conversation, queue, sync, settings }: RunnerOptions) {
    this.#runner = runner
    this.#queue = queue
    this.#conversation = conversation
    this.#sync = sync
    this.#settings = settings
  }

  /** Sends a message now, or has it wait: here, or with the tab that runs the conversation. */
  async send(outgoing: Outgoing): Promise<void> {
    const { whileBusy = 'queue' } = this.#settings()
    if (this.#runner.isLeaving) throw new ChatBusyError()
    const arrived = this.#sync ? this.#runner.outbox.arrive(outgoing) : () => outgoing
    const accept = () => {
      const next = arrived()
      if (next) this.accept(next, whileBusy)
      else this.#runner.rest()
    }
    if (await this.#runner.inside(accept)) return
    const next = arrived()
    if (whileBusy === 'reject') this.#refuse()
    if (next) this.#sync?.give(next.item, whileBusy)
  }

  /** Sends a message now, or has it wait here. */
  accept(outgoing: Outgoing, whileBusy: ChatSettings['whileBusy']): void {
    const { item, headers } = outgoing
    if (this.#runner.isLeaving || (this.#runner.turn && whileBusy === 'reject')) this.#refuse()
    if (this.#conversation.tree.get(item.id) || this.#queue.has(item.id)) {
      this.#showQueue()
      return this.#runner.rest()
    }
    const { turn, outbox } = this.#runner
    if (!turn && !this.#runner.isOffline()) return this.start(outgoing)
    if (turn && whileBusy !== 'interrupt') return outbox.add(outgoing)
    this.#queue.add(item, headers)
    if (turn) {
      // It goes before what waits already.
      this.#queue.move(item.id, 0)
      this.#runner.interrupt()
    }
    // What was held goes on.
    outbox.resume()
  }

  #refuse(): never {
    this.#showQueue()
    throw new ChatBusyError()
  }

  /** A message that goes nowhere may have been shown as one that waits. */
  #showQueue(): void {
    if (this.#conversation.snapshot.queue !== this.#queue.items) this.#conversation.publish({ queue: this.#queue.items })
  }

  /** Begins the turn of a message. */
  start(outgoing: Outgoing): void {
    const { item, headers } = outgoing
    const { tree } = this.#conversation
    const shownId = tree.head?.id
    const { id, model, params } = item
    this.#runner.beginNow({ model, params, headers }, (turn) => {
      if (item.parentId === undefined) passOverCalls(tree)
      tree.append(questionOf(item, tree))
      // A page that is closed before it could ask still has the message, and one that waited is marked as sent, or another page would send it again.
      turn.ask(id, { key: id, mark: () => this.#sync?.written(), onOffline: () => this.#putBack(outgoing, shownId) })
    })
  }

  /** The network has gone before the message could go out: it waits, as if it had been sent without one. */
  #putBack(outgoing: Outgoing, shownId: string | undefined): void {
    const { tree } = this.#conversation
    tree.remove(outgoing.item.id)
    if (shownId !== undefined) tree.select(shownId)
    this.#runner.leaveTurn()
    this.#runner.outbox.add(outgoing, true)
  }
}
