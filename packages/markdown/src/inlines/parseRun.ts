import { CHUNK_CHARS, RUN_MARKS, WINDOW_CHARS } from '../caps.js'
import type { Syntax } from '../MarkdownOptions.js'
import type { Meter } from '../Meter.js'
import type { Inline } from '../tree.js'
import { parseLess } from './angles.js'
import { parseCloseBracket, parseExclamation, parseOpenBracket } from './brackets.js'
import {
  AMPERSAND,
  ASTERISK,
  AT,
  BACKSLASH,
  BACKTICK,
  CLOSE_BRACKET,
  COLON,
  DOLLAR,
  EXCLAMATION,
  isBlank,
  LESS,
  LETTER_W,
  NEWLINE,
  OPEN_BRACKET,
  SPACE,
  TILDE,
  UNDERSCORE,
} from './characters.js'
import { closeUnfinished } from './closeUnfinished.js'
import { parseCodeSpan } from './codeSpans.js'
import { dropDelimiters, hasOpener, parseDelimiters, processEmphasis } from './delimiters.js'
import { finishDrafts } from './Draft.js'
import { InlineState, type Labels } from './InlineState.js'
import { parseBackslash, parseLineEnd, parseReference } from './lineBreaks.js'
import { parseEmail, parseScheme, parseWww } from './literalAutolinks.js'
import { parseBackslashMath, parseDollar } from './math.js'

/** Characters past the window that a window's parse may look at: the longest look ahead of a single step. */
export const WINDOW_MARGIN = 64

/** What all runs of a text are parsed with. */
export interface InlineContext {
  readonly syntax: Syntax
  readonly labels: Labels
  readonly meter: Meter
}

/** A run of inline markup. */
export interface ParsedRun {
  readonly nodes: readonly Inline[]
  /** Where the run ends; the length of the text unless it froze before. */
  readonly end: number
  /** Whether no later text can change it, save by defining a label that it used. */
  readonly frozen: boolean
  readonly used: ReadonlySet<string> | null
}

/**
 * Parses the first run of `text`: up to a clean place, or all of it.
 *
 * Invariant: a run freezes at the beginning of a word, past CHUNK_CHARS characters, where no bracket is open, no run of delimiters waits
 * for its end, and nothing before read as it did only because the text ends. All of that depends on the characters before, never on how
 * many of those after have come: so the runs of a text are the same however it was cut. A run that finds no such place within
 * WINDOW_CHARS characters, or within RUN_MARKS marks, is cut there, and what is open in it is text.
 *
 * @param unfinished Whether to close what is open at the end, as more may come.
 */
export function parseRun(text: string, { syntax, labels, meter }: InlineContext, unfinished: boolean): ParsedRun {
  const state = new InlineState(text, syntax, labels, meter, unfinished)
  let tryAt = CHUNK_CHARS
  let step = CHUNK_CHARS
  while (state.position < text.length) {
    if (state.position >= WINDOW_CHARS || (state.marks >= RUN_MARKS && !state.unsure)) return endRun(state, true)
    if (state.position >= tryAt && state.bracket === null && !state.unsure && isWordStart(state)) {
      processEmphasis(state, null)
      if (!hasOpener(state)) return endRun(state, true)
      // Past an opener that may wait for long, each further try costs what all before it did: so they grow rarer.
      step *= 2
      tryAt = state.position + step
    }
    parseNext(state, tryAt)
  }
  if (unfinished) closeUnfinished(state)
  return endRun(state, false)
}

function endRun(state: InlineState, frozen: boolean): ParsedRun {
  processEmphasis(state, null)
  dropDelimiters(state, null)
  state.meter.count(state.position)
  return { nodes: finishDrafts(state.out), end: state.position, frozen, used: state.used }
}

function isWordStart({ text, position }: InlineState): boolean {
  const before = text.charCodeAt(position - 1)
  const code = text.charCodeAt(position)
  return (before === SPACE || before === NEWLINE) && code !== SPACE && code !== NEWLINE
}

function parseNext(state: InlineState, tryAt: number): void {
  const { text, position, syntax } = state
  const code = text.charCodeAt(position)
  switch (code) {
    case NEWLINE:
      return parseLineEnd(state)
    case BACKSLASH:
      return syntax.math && parseBackslashMath(state) ? undefined : parseBackslash(state)
    case BACKTICK:
      return parseCodeSpan(state)
    case ASTERISK:
    case UNDERSCORE:
      return parseDelimiters(state, code)
    case OPEN_BRACKET:
      return parseOpenBracket(state)
    case EXCLAMATION:
      return parseExclamation(state)
    case CLOSE_BRACKET:
      return parseCloseBracket(state)
    case LESS:
      return parseLess(state)
    case AMPERSAND:
      return parseReference(state)
    case DOLLAR:
      return syntax.math ? parseDollar(state) : state.takeText(1)
    default:
      return syntax.gfm && parseExtension(state, code) ? undefined : parseText(state, tryAt)
  }
}

/** What GFM adds; false where the character is text. */
function parseExtension(state: InlineState, code: number): boolean {
  switch (code) {
    case TILDE:
      parseDelimiters(state, code)
      return true
    case LETTER_W:
    case LETTER_W - 32:
      return parseWww(state)
    case COLON:
      return parseScheme(state)
    case AT:
      return parseEmail(state)
    default:
      return false
  }
}

/** ASCII characters that end plain text, in GFM and in CommonMark. */
const ENDS_TEXT = endsText([
  NEWLINE,
  BACKSLASH,
  BACKTICK,
  ASTERISK,
  UNDERSCORE,
  OPEN_BRACKET,
  EXCLAMATION,
  CLOSE_BRACKET,
  LESS,
  AMPERSAND,
  DOLLAR,
])
const ENDS_GFM_TEXT = endsText([TILDE, LETTER_W, LETTER_W - 32, COLON, AT], ENDS_TEXT)

function endsText(codes: readonly number[], base: Uint8Array = new Uint8Array(128)): Uint8Array {
  const ends = base.slice()
  for (const code of codes) ends[code] = 1
  return ends
}

/** Plain text up to what may be markup, or to the next place where the run may freeze. */
function parseText(state: InlineState, tryAt: number): void {
  const { text, position, syntax } = state
  const ends = syntax.gfm ? ENDS_GFM_TEXT : ENDS_TEXT
  let end = position + 1
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code < 128 && ends[code] === 1) break
    if (end >= tryAt && !isBlank(code) && text.charCodeAt(end - 1) === SPACE) break
    if (end >= WINDOW_CHARS && (code & 0xfc00) !== 0xdc00) break
  }
  state.takeText(end - position)
}
