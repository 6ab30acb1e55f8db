import { WINDOW_CHARS } from '../caps.js'
import type { Meter } from '../Meter.js'
import type { Syntax } from '../MarkdownOptions.js'
import type { Inline } from '../tree.js'
import type { Bracket } from './brackets.js'
import { BacktickRuns } from './BacktickRuns.js'
import type { Delimiter } from './delimiters.js'
import { Draft, DraftList, type Marker, pushDraft } from './Draft.js'
import type { Scan } from './scan.js'

/** What a label stands for, as far as the text has told. */
export interface Labels {
  link(label: string): { readonly url: string; readonly title: string | null } | undefined
  footnote(identifier: string): { readonly number: number } | undefined
}

/** The state of parsing a run of inline markup from left to right. */
export class InlineState implements Scan {
  position = 0
  /** Where looking ahead ends: at the end of the text, or as far as a construct may reach. */
  readonly limit: number
  reachedEnd = false
  readonly out: DraftList = new DraftList()
  /** How many drafts are, or may become, markup. */
  marks = 0
  delimiters: Delimiter | null = null
  bracket: Bracket | null = null
  /**
   * Whether something that was passed would read otherwise if more text came: a code span without its end, a link without its
   * parenthesis. While it is set nothing may freeze.
   */
  unsure = false
  readonly backticks: BacktickRuns = new BacktickRuns()
  /** What is known not to come again before the limit, so that it is not searched for twice. */
  readonly missing: Set<string> = new Set()
  /** The last bracket pair that the end of the text kept from becoming a link. */
  brokenLink: { readonly opener: Draft; readonly closer: Draft; readonly image: boolean } | null = null
  /** Where the domain ends that was searched last. */
  domainEnd = 0
  /** Where the address ends that was searched last. */
  addressEnd = 0
  /** Labels that were looked up. */
  used: Set<string> | null = null

  constructor(
    readonly text: string,
    readonly syntax: Syntax,
    readonly labels: Labels,
    readonly meter: Meter,
    /** Whether more text may come. */
    readonly unfinished: boolean,
  ) {
    this.limit = Math.min(text.length, WINDOW_CHARS)
  }
}

/** Keeps that a label was looked up. */
export function noteUse(state: InlineState, label: string): void {
  state.used ??= new Set()
  state.used.add(label)
}

/** Adds plain text. Characters that may still become markup are pushed as drafts of their own. */
export function pushText(state: InlineState, value: string): void {
  const { last } = state.out
  if (last?.isPlain) last.value += value
  else pushDraft(state.out, new Draft(null, value))
}

/** Adds markup. */
export function pushNode(state: InlineState, node: Inline): Draft {
  return push(state, new Draft(node))
}

/** Takes the next `count` characters, which are text unless they become markup. */
export function takeMarker(state: InlineState, count: number, marker: Marker): Draft {
  const start = state.position
  state.position += count
  return push(state, new Draft(null, state.text.slice(start, state.position), marker, state.position))
}

/** Adds what is markup, or may become some. */
function push(state: InlineState, draft: Draft): Draft {
  state.marks++
  pushDraft(state.out, draft)
  return draft
}

/** Takes the next `count` characters as plain text. */
export function takeText(state: InlineState, count: number): void {
  pushText(state, state.text.slice(state.position, state.position + count))
  state.position += count
}

/** The code of the character before the position, NaN at the beginning. */
export function codeBefore(state: InlineState, at: number = state.position): number {
  const code = state.text.charCodeAt(at - 1)
  if (code >= 0xdc00 && code <= 0xdfff && at > 1) return state.text.codePointAt(at - 2) ?? code
  return code
}

/** The first `needle` from `from` on that ends before the limit, or -1; what is not there is not searched for again. */
export function findMarker(state: InlineState, needle: string, from: number): number {
  if (state.missing.has(needle)) return -1
  const at = state.text.indexOf(needle, from)
  const found = at >= 0 && at + needle.length <= state.limit
  state.meter.count((found ? at : state.limit) - from)
  if (found) return at
  state.missing.add(needle)
  if (state.limit === state.text.length) state.unsure = true
  return -1
}
