import { LATE_DEFINITION_CHARS } from '../caps.js'
import type { LabelIndex, LabelUser } from '../inlines/InlineText.js'
import type { Labels } from '../inlines/InlineState.js'
import type { Meter } from '../Meter.js'

/** What a link reference definition says, and where in the text it stands. */
export interface LinkDefinition {
  readonly url: string
  readonly title: string | null
  readonly offset: number
}

/** A footnote's place among all, from 1, and where in the text it stands. */
export interface FootnoteLabel {
  readonly number: number
  readonly offset: number
}

interface LateUse {
  readonly label: string
  readonly user: LabelUser
  /** The run to go on with. */
  place: number
}

/**
 * What labels stand for, and who uses them: a label may be defined after its uses, and those alone are then parsed again. However many
 * they are, one append parses no more than LATE_DEFINITION_CHARS of them; the rest waits.
 */
export class References implements Labels, LabelIndex {
  readonly #links = new Map<string, LinkDefinition>()
  readonly #footnotes = new Map<string, FootnoteLabel>()
  readonly #users = new Map<string, Set<LabelUser>>()
  #late: LateUse[] = []
  #done = 0

  readonly #meter: Meter

  constructor(meter: Meter) {
    this.#meter = meter
  }

  link(label: string): LinkDefinition | undefined {
    return this.#links.get(label)
  }

  footnote(identifier: string): FootnoteLabel | undefined {
    return this.#footnotes.get(identifier)
  }

  register(label: string, user: LabelUser): void {
    const users = this.#users.get(label)
    if (users === undefined) this.#users.set(label, new Set([user]))
    else users.add(user)
  }

  unregister(label: string, user: LabelUser): void {
    const users = this.#users.get(label)
    users?.delete(user)
    if (users?.size === 0) this.#users.delete(label)
  }

  /** The first definition of a label counts. @see https://spec.commonmark.org/0.31.2/#matches */
  defineLink(label: string, definition: LinkDefinition): void {
    if (this.#links.has(label)) return
    this.#links.set(label, definition)
    this.#reparseUsers(label)
  }

  /** Answers the footnote's number, or null where its label is defined already. */
  defineFootnote(identifier: string, offset: number): number | null {
    if (this.#footnotes.has(identifier)) return null
    const number = this.#footnotes.size + 1
    this.#footnotes.set(identifier, { number, offset })
    this.#reparseUsers(identifier)
    return number
  }

  /** Forgets what was defined at `offset` or after it. */
  forgetFrom(offset: number): void {
    for (const definitions of [this.#links, this.#footnotes])
      for (const [label, definition] of definitions)
        if (definition.offset >= offset) {
          definitions.delete(label)
          this.#reparseUsers(label)
        }
  }

  #reparseUsers(label: string): void {
    for (const user of this.#users.get(label) ?? []) this.#late.push({ label, user, place: 0 })
  }

  /** Whether uses of a label wait to be parsed again. */
  get hasLate(): boolean {
    return this.#done < this.#late.length
  }

  /** Parses late uses again, until the meter says that it is enough. */
  settle(clock: number, budget: number = LATE_DEFINITION_CHARS): void {
    const end = this.#meter.work + budget
    while (this.#done < this.#late.length && this.#meter.work < end) {
      const use = this.#late[this.#done]
      const next = use?.user.reparse(use.label, use.place) ?? null
      use?.user.touch(clock)
      if (use === undefined || next === null) this.#done++
      else use.place = next
    }
    if (this.hasLate) return
    this.#late = []
    this.#done = 0
  }
}
