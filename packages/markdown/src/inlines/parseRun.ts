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
import { InlineState, type Labels, takeText } from './InlineState.js'
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

/** Parses what begins with a character; false where the character is text after all. */
type Parse = (state: InlineState, code: number) => boolean | void

/** By the code of its first character, what CommonMark and math know. */
const COMMONMARK: Readonly<Record<number, Parse>> = {
  [NEWLINE]: parseLineEnd,
  [BACKSLASH]: (state) => (state.syntax.math && parseBackslashMath(state) ? undefined : parseBackslash(state)),
  [BACKTICK]: parseCodeSpan,
  [ASTERISK]: parseDelimiters,
  [UNDERSCORE]: parseDelimiters,
  [OPEN_BRACKET]: parseOpenBracket,
  [EXCLAMATION]: parseExclamation,
  [CLOSE_BRACKET]: parseCloseBracket,
  [LESS]: parseLess,
  [AMPERSAND]: parseReference,
  [DOLLAR]: (state) => state.syntax.math && parseDollar(state),
}

/** What GFM adds. */
const GFM: typeof COMMONMARK = {
  ...COMMONMARK,
  [TILDE]: parseDelimiters,
  [LETTER_W]: outsideBrackets(parseWww),
  [LETTER_W - 32]: outsideBrackets(parseWww),
  [COLON]: outsideBrackets(parseScheme),
  [AT]: outsideBrackets(parseEmail),
}

/** Links hold no links, and brackets may become one. */
function outsideBrackets(parse: (state: InlineState) => boolean): Parse {
  return (state) => state.bracket === null && parse(state)
}

function parseNext(state: InlineState, tryAt: number): void {
  const code = state.text.charCodeAt(state.position)
  const parsers = state.syntax.gfm ? GFM : COMMONMARK
  if (parsers[code] === undefined || parsers[code](state, code) === false) parseText(state, parsers, tryAt)
}

/** Plain text up to what may be markup, or to the next place where the run may freeze. */
function parseText(state: InlineState, parsers: typeof COMMONMARK, tryAt: number): void {
  const { text, position } = state
  let end = position + 1
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code < 128 && parsers[code] !== undefined) break
    if (end >= tryAt && !isBlank(code) && text.charCodeAt(end - 1) === SPACE) break
    if (end >= WINDOW_CHARS && (code & 0xfc00) !== 0xdc00) break
  }
  takeText(state, end - position)
}
