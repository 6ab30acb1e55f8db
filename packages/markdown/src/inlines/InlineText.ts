import { EAGER_TAIL_CHARS, WINDOW_CHARS } from '../caps.js'
import type { Inline, InlineContent } from '../tree.js'
import { trimEnd } from './characters.js'
import { parseRun, WINDOW_MARGIN, type InlineContext, type ParsedRun } from './parseRun.js'

/** Told of the labels that a text uses, so that it can be parsed again when one of them is defined. */
export interface LabelUser {
  /** Marks the block that holds the text, and all around it, as changed. */
  touch(clock: number): void
  reparse(label: string, place: number): number | null
}

/** Who has to know which labels a text uses. */
export interface LabelIndex {
  register(label: string, user: LabelUser): void
  unregister(label: string, user: LabelUser): void
}

interface FrozenRun {
  readonly source: string
  readonly used: ReadonlySet<string> | null
}

/**
 * Text with inline markup that grows at its end. Runs that cannot change any more are frozen with their source; only the tail behind
 * them is parsed again when text comes.
 */
export class InlineText implements InlineContent, LabelUser {
  readonly runs: (readonly Inline[])[] = []
  revision = 0
  readonly #frozen: FrozenRun[] = []
  #tail = ''
  #isOpen = true
  #tailUsed: ReadonlySet<string> | null = null
  /** What was parsed of the tail for the last view, and what came of it. */
  #viewed: { readonly length: number; readonly nodes: readonly Inline[] } | null = null

  readonly #context: InlineContext
  readonly #index: LabelIndex

  constructor(
    context: InlineContext,
    index: LabelIndex,
    /** The block that holds it. */
    public owner: { touch(clock: number): void },
  ) {
    this.#context = context
    this.#index = index
  }

  get isEmpty(): boolean {
    return this.#frozen.length === 0 && this.#tail === ''
  }

  append(text: string): void {
    this.#tail += text
  }

  touch(clock: number): void {
    this.owner.touch(clock)
  }

  /** Parses what may be frozen, and shows the tail. */
  refresh(): void {
    if (!this.#isOpen) return
    while (this.#tail.length >= WINDOW_CHARS + WINDOW_MARGIN) this.#freeze(this.#parseWindow())
    for (;;) {
      const length = viewedLength(this.#tail.length)
      if (this.#viewed?.length === length && length < this.#tail.length) break
      const run = parseRun(trimEnd(this.#tail.slice(0, length)), this.#context, true)
      if (run.frozen) this.#freeze(run)
      else {
        this.#viewed = { length, nodes: run.nodes }
        break
      }
    }
    this.#showTail(this.#viewed.nodes, this.#tail.slice(this.#viewed.length))
  }

  /** Parses the text to its end: no more will come. */
  close(): void {
    this.#isOpen = false
    this.#tail = trimEnd(this.#tail)
    for (;;) {
      const run = this.#parseWindow()
      if (!run.frozen) {
        this.#register(run.used)
        this.#tailUsed = run.used
        this.#showTail(run.nodes, '')
        break
      }
      this.#freeze(run)
    }
    this.#viewed = null
  }

  #parseWindow(): ParsedRun {
    return parseRun(this.#tail.slice(0, WINDOW_CHARS + WINDOW_MARGIN), this.#context, false)
  }

  #freeze({ nodes, end, used }: ParsedRun): void {
    this.runs[this.#frozen.length] = nodes
    this.#frozen.push({ source: this.#tail.slice(0, end), used })
    this.#register(used)
    this.#tail = this.#tail.slice(end)
    this.#viewed = null
  }

  #showTail(nodes: readonly Inline[], rest: string): void {
    this.runs.length = this.#frozen.length
    const shown: readonly Inline[] = rest === '' ? nodes : [...nodes, { type: 'text', value: rest }]
    if (shown.length > 0) this.runs.push(shown)
  }

  #register(used: ReadonlySet<string> | null): void {
    if (used !== null) for (const label of used) this.#index.register(label, this)
  }

  /** It is drawn no more: nobody is to keep it for the sake of a label. */
  drop(): void {
    for (const used of [...this.#frozen.map((run) => run.used), this.#tailUsed])
      for (const label of used ?? []) this.#index.unregister(label, this)
  }

  /** Parses the next run from `place` on that uses `label` again; answers where to go on, or null where that was the last. */
  reparse(label: string, place: number): number | null {
    this.#viewed = null
    let next = place
    while (next < this.#frozen.length && this.#frozen[next]?.used?.has(label) !== true) next++
    if (next < this.#frozen.length) {
      this.#reparseFrom(next)
      return next + 1
    }
    if (!this.#isOpen && this.#tailUsed?.has(label) === true) this.close()
    return null
  }

  /** Parses from the run at `place` on until the end of a run falls on that of an old one: what follows is then as it was. */
  #reparseFrom(place: number): void {
    this.revision++
    const old = this.#frozen.splice(place)
    const oldRuns = this.runs.splice(place)
    const oldTail = this.#tail
    this.#tail = ''
    let taken = 0
    let consumed = 0
    let boundary = 0
    let passed = 0
    for (;;) {
      for (; taken < old.length && this.#tail.length < WINDOW_CHARS + WINDOW_MARGIN; taken++) this.#tail += old[taken]?.source ?? ''
      if (taken === old.length) {
        this.#tail += oldTail
        taken++
      }
      const run = this.#parseWindow()
      if (!run.frozen) break
      this.#freeze(run)
      consumed += run.end
      while (boundary < consumed) boundary += old[passed++]?.source.length ?? Infinity
      if (boundary !== consumed) continue
      for (const rest of old.slice(passed)) this.#frozen.push(rest)
      for (const nodes of oldRuns.slice(passed)) this.runs.push(nodes)
      this.#tail = oldTail
      return
    }
    if (this.#isOpen) this.refresh()
    else this.close()
  }

  /** Takes the last `length` characters off, and out of the runs that hold them. */
  cut(length: number): void {
    while (this.#frozen.length > 0 && trimEnd(this.#tail.slice(0, Math.max(0, this.#tail.length - length))) === '')
      this.#tail = (this.#frozen.pop()?.source ?? '') + this.#tail
    this.runs.length = Math.min(this.runs.length, this.#frozen.length)
    this.#viewed = null
    this.#tail = this.#tail.slice(0, Math.max(0, this.#tail.length - length))
  }
}

/** Invariant: how much of a tail is parsed depends on its length alone. */
function viewedLength(length: number): number {
  if (length <= EAGER_TAIL_CHARS) return length
  let viewed = EAGER_TAIL_CHARS
  for (let next = viewed; next <= length && next <= WINDOW_CHARS; next = Math.ceil(next * 1.125)) viewed = next
  return viewed
}
