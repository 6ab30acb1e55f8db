/**
 * JSON text set on lines of its own, or `undefined` while it is not whole.
 *
 * It moves white space only: numbers, escapes and repeated keys stay as the model wrote them, where `JSON.stringify(JSON.parse(text))`
 * would round a long number and drop a repeated key.
 */
export function indentJson(text: string): string | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  let depth = 0
  let indented = ''
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
    if (token === '{' || token === '[' || token === ',') indented += `${token}\n${'  '.repeat(depth)}`
    else if (token === '}' || token === ']') indented = closed(indented, token, depth)
    else indented += token === ':' ? ': ' : token
  }
  return indented
}

/** A string, a mark, or a run of anything else that is not white space. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g

function closed(indented: string, mark: string, depth: number): string {
  const trimmed = indented.trimEnd()
  const isEmpty = trimmed.endsWith(mark === '}' ? '{' : '[')
  return isEmpty ? trimmed + mark : `${trimmed}\n${'  '.repeat(depth)}${mark}`
}
