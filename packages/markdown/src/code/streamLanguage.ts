import { StringStream, type StreamParser } from '@codemirror/streamparser'
import { copyState } from './copyState.js'
import type { Language, Token } from './Highlighter.js'
import { kindOf } from './kindOf.js'
import { pushToken } from './pushToken.js'

const TAB = 4
const INDENT = 2
/** What no `.` of a regular expression matches: TOML's mode, for one, would look for the end of a string forever. Never a line's end here. */
const LINE_ENDS = /[\r\u2028\u2029]/g
/** How often a mode may only change its state before it must take a character, as in CodeMirror. */
const IDLE_STEPS = 10

/**
 * A language from a mode for CodeMirror's stream parser: one of `@codemirror/legacy-modes`, or your own.
 *
 * @see https://codemirror.net/docs/ref/#language.StreamParser
 */
export function streamLanguage<State>(mode: StreamParser<State>): Language<State> {
  return {
    start: () => startOf(mode),
    copy: (state) => copyState(mode, state),
    line: (text, state) => readLine(mode, text, state),
  }
}

/** Modes without a state are called with true, as CodeMirror does. */
function startOf<State>(mode: StreamParser<State>): State {
  return mode.startState?.(INDENT) ?? (true as State)
}

function readLine<State>(mode: StreamParser<State>, text: string, state: State): readonly Token[] {
  const tokens: Token[] = []
  const stream = new StringStream(text.replace(LINE_ENDS, ' '), TAB, INDENT)
  let end = 0
  try {
    // Some modes keep the kind of the last token beside their state, and take it for that of a character they do not know. A semicolon that is read
    // first makes it the same for each line, whatever was read before with another state.
    mode.token(new StringStream(';', TAB, INDENT), startOf(mode))
    if (text === '') mode.blankLine?.(state, INDENT)
    while (end < text.length) {
      const style = step(mode, stream, state)
      pushToken(tokens, text.slice(end, stream.pos), kindOf(style))
      end = stream.pos
    }
  } catch {
    // Modes come from many hands, and some throw on text that is not in their language: no reason to show less than all of it.
    pushToken(tokens, text.slice(end), null)
  }
  return tokens
}

function step<State>(mode: StreamParser<State>, stream: StringStream, state: State): string | null {
  stream.start = stream.pos
  for (let turn = 0; turn < IDLE_STEPS; turn++) {
    const style = mode.token(stream, state)
    if (stream.pos > stream.start) return style
  }
  stream.next()
  return null
}
