/** What a body is, by content type and first character. */
export type BodyKind = 'events' | 'json' | 'html'

/** Decides what a body is; undefined while only blank text has come. */
export function kindOfBody(text: string, contentType: string): BodyKind | undefined {
  const start = text.search(/[^\s\uFEFF]/)
  if (start === -1) return undefined
  const first = text.charAt(start)
  if (first === '<') return 'html'
  if (first === '{' || first === '[' || first === '"') return 'json'
  // A page that starts with text; an event stream under the wrong label starts with one of its fields, or a colon.
  return contentType.includes('html') && !/[:deir]/.test(first) ? 'html' : 'events'
}
