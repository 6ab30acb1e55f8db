import { javascript as javascriptMode, typescript as typescriptMode } from '@codemirror/legacy-modes/mode/javascript'
import { StringStream, type StreamParser } from '@codemirror/streamparser'
import { copyState } from './copyState.js'

/** JavaScript and TypeScript, with JSX. */
export const javascript: StreamParser<unknown> = withJsx(javascriptMode as StreamParser<Inner>)
export const typescript: StreamParser<unknown> = withJsx(typescriptMode as StreamParser<Inner>)

/** Templates within templates; text past it is the text of the innermost. */
const MAX_DEPTH = 50

/** What is known of the mode's own state. */
interface Inner {
  /** What reads the next token: always the same function where no comment or string is open. */
  tokenize: unknown
}

interface State {
  /** The text itself, and the expressions of templates within each other, each with how many braces are open in it. */
  expressions: { inner: Inner; braces: number }[]
  /** Whether the text of a template is read, which stands in the last expression. */
  isTemplate: boolean
}

/**
 * The mode understands templates by its grammar, which JSX is not in: it takes the braces of `className={`a ${b}`}` for an object's, and all behind
 * them for text. So templates are read here, each a string to the mode; and tags, for it takes the slash of a closing one for a regular expression's.
 */
function withJsx(mode: StreamParser<Inner>): StreamParser<State> {
  const start = () => mode.startState?.(1) ?? { tokenize: null }
  const { tokenize: base } = start()

  function readTemplate(stream: StringStream, state: State, inner: Inner): string {
    while (!stream.eol()) {
      const character = stream.next()
      if (character === '\\') {
        stream.next()
      } else if (character === '`') {
        state.isTemplate = false
        readString(inner)
        break
      } else if (character === '$' && state.expressions.length < MAX_DEPTH && stream.eat('{')) {
        state.isTemplate = false
        state.expressions.push({ inner: start(), braces: 0 })
        break
      }
    }
    return 'string'
  }

  /** Tells the mode of a string, which is not at the start of a line. */
  function readString(inner: Inner): void {
    const stream = new StringStream(' ""', 1, 1)
    stream.start = stream.pos = 1
    mode.token(stream, inner)
  }

  return {
    startState: () => ({ expressions: [{ inner: start(), braces: 0 }], isTemplate: false }),
    copyState: ({ expressions, isTemplate }) => ({
      expressions: expressions.map(({ inner, braces }) => ({ inner: copyState(mode, inner), braces })),
      isTemplate,
    }),
    token(stream, state) {
      const expression = state.expressions.at(-1)
      if (expression === undefined) return null
      if (state.isTemplate) return readTemplate(stream, state, expression.inner)
      if (expression.inner.tokenize === base) {
        if (stream.eat('`')) {
          state.isTemplate = true
          return readTemplate(stream, state, expression.inner)
        }
        if (isTag(stream)) return 'tag'
        if (state.expressions.length > 1) {
          if (expression.braces === 0 && stream.eat('}')) {
            state.expressions.pop()
            state.isTemplate = true
            return 'string'
          }
          if (stream.peek() === '{') expression.braces++
          if (stream.peek() === '}') expression.braces--
        }
      }
      return mode.token(stream, expression.inner)
    },
  }
}

/** Takes the name of a tag with its bracket, where an expression may begin; a closing one anywhere. */
function isTag(stream: StringStream): boolean {
  if (stream.peek() !== '<') return false
  if (stream.match(/^<\/[\w.:-]*>/)) return true
  return (
    /(?:^|[([{}=>&|?:,;]|\breturn)\s*$/.test(stream.string.slice(0, stream.pos)) && stream.match(/^<[A-Za-z][\w.:-]*(?=[\s/>]|$)/) !== null
  )
}
