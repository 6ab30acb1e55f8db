import { css as cssMode, less as lessMode, sCSS } from '@codemirror/legacy-modes/mode/css'
import { StringStream, type StreamParser } from '@codemirror/streamparser'

/** CSS, SCSS and Less, each line of which is read the same whatever was read before with another state. */
export const css: StreamParser<unknown> = forgetting(cssMode)
export const scss: StreamParser<unknown> = forgetting(sCSS)
export const less: StreamParser<unknown> = forgetting(lessMode)

/**
 * These modes keep the type of the last token beside their state, and take it for that of a character they do not know. Reading a semicolon makes it
 * the same at the start of each line.
 */
function forgetting(mode: StreamParser<unknown>): StreamParser<unknown> {
  return {
    ...mode,
    token(stream, state) {
      if (stream.sol()) mode.token(new StringStream(';', 1, 1), mode.startState?.(1))
      return mode.token(stream, state)
    },
  }
}
