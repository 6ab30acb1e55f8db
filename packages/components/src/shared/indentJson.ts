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
  if (text.length > MAX_LENGTH || !isJson(text)) return undefined
  const pieces: string[] = []
  let depth = 0
  let before = ''
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '}' || token === ']') {
      if (!opens(before)) pieces.push(depth > MAX_DEPTH ? '' : lineBreak(depth - 1))
      depth -= 1
    } else if (opens(before) || before === ',') {
      pieces.push(depth <= MAX_DEPTH ? lineBreak(depth) : before === ',' ? ' ' : '')
    }
    if (opens(token)) depth += 1
    pieces.push(token === ':' ? ': ' : token)
    before = token
  }
  return pieces.join('')
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

/** A string, a mark, or a run of anything else that is not white space. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g

function opens(token: string): boolean {
  return token === '{' || token === '['
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(depth)}`
}
