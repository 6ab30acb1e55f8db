/** Longer text is shown as it came: nobody reads that much, and a page would stand still over it. */
const MAX_LENGTH = 50_000
/** What nests deeper stays on one line, so that the indented text is never much longer than the text, whatever was sent. */
const MAX_DEPTH = 20

/**
 * JSON text set on lines of its own, or `undefined` while it is not whole or where it is too long to be worth it.
 *
 * It moves white space only: numbers, escapes and repeated keys stay as the model wrote them, where `JSON.stringify(JSON.parse(text))`
 * would round a long number and drop a repeated key.
 */
export function indentJson(text: string): string | undefined {
  return text.length > MAX_LENGTH || !isJson(text) ? undefined : createJsonIndenter().push(text)
}

/** Whether the text may be the beginning of a structure that is worth lines of its own, and is not too long for that. */
export function isIndentable(text: string): boolean {
  return text.length <= MAX_LENGTH && /^\s*[[{]/.test(text)
}

/** Whether the text is one JSON value, whole. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Sets JSON on lines as it comes, cut anywhere: what it gave stays, and nothing is read twice. Of what is no JSON it makes something, and never throws. */
export interface JsonIndenter {
  /** Takes what comes next of the text; returns what comes next of the indented one. */
  push: (text: string) => string
}

export function createJsonIndenter(): JsonIndenter {
  let depth = 0
  let before = ''
  /** What the last piece ended in. */
  let within: 'string' | 'escape' | 'word' | undefined

  /** What stands between a token and the one before it. */
  const breakBefore = (token: string): string => {
    if (token === '}' || token === ']') {
      depth = Math.max(depth - 1, 0)
      return opens(before) || depth >= MAX_DEPTH ? '' : lineBreak(depth)
    }
    if (opens(before) || before === ',') return depth <= MAX_DEPTH ? lineBreak(depth) : before === ',' ? ' ' : ''
    // Two words in a row are no JSON; they do not become one.
    return before === WORD && !MARKS.test(token) ? ' ' : ''
  }

  const push = (text: string): string => {
    const pieces: string[] = []
    let at = 0
    while (at < text.length) {
      const token = next(text, at, within)
      at += token.length
      if (within === 'escape') {
        within = 'string'
        pieces.push(token)
      } else if (within === 'string') {
        if (token === '"') within = undefined
        else if (token === '\\') within = 'escape'
        pieces.push(token)
      } else if (/\s/.test(token)) {
        within = undefined
      } else if (within === 'word' && !MARKS.test(token)) {
        pieces.push(token)
      } else {
        pieces.push(breakBefore(token))
        if (opens(token)) depth += 1
        pieces.push(token === ':' ? ': ' : token)
        before = MARKS.test(token) ? token : WORD
        within = token === '"' ? 'string' : before === WORD ? 'word' : undefined
      }
    }
    return pieces.join('')
  }
  return { push }
}

/** A structure's mark, the beginning of a string, white space, or a run of anything else. */
const TOKEN = /["{}[\],:]|\s+|[^\s"{}[\],:]+/y
/** Its end, the beginning of an escape that the piece cuts, or all that comes before either. */
const IN_STRING = /[^"\\]*(?:\\[^][^"\\]*)+|[^"\\]+|["\\]/y
const AFTER_ESCAPE = /[^]/y
const MARKS = /^["{}[\],:]/
/** Anything that is no mark: what it is makes no difference to what follows. */
const WORD = 'word'

function next(text: string, at: number, within: 'string' | 'escape' | 'word' | undefined): string {
  const pattern = within === 'string' ? IN_STRING : within === 'escape' ? AFTER_ESCAPE : TOKEN
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? text.slice(at)
}

function opens(token: string): boolean {
  return token === '{' || token === '['
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(depth)}`
}
