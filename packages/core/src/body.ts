import type { ChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { redact, textOfHtml } from './redact.js'
import type { ErrorContext } from './reportedError.js'

/** As much of a web page as is read before the answer is given up. */
const PAGE_CHARS = 4096

/** Something that text is fed to, and that is told when no more comes. */
export interface TextSink {
  feed: (text: string) => void
  flush: () => void
}

/** What reading a body needs to know of its response. */
export interface BodyContext extends ErrorContext {
  contentType: string
}

/** What a body may be, with who reads it. */
export interface BodyReaders {
  events: TextSink
  json: TextSink
}

/**
 * Creates a sink that decides what a body is, by content type and first character, and hands it to the reader for that.
 * @throws {@link ChatError} `html_response` for a web page, once enough of it has come to quote.
 */
export function createBody(readers: BodyReaders, context: BodyContext): TextSink {
  let kind: 'events' | 'json' | 'html' | undefined
  let opening = ''

  return {
    feed(text) {
      if (kind === 'events' || kind === 'json') return readers[kind].feed(text)
      opening += text
      kind ??= kindOf(opening, context.contentType)
      if (kind === 'events' || kind === 'json') readers[kind].feed(opening)
      else if (opening.length >= PAGE_CHARS) throw pageError(opening, context)
    },
    flush() {
      if (kind === 'html') throw pageError(opening, context)
      if (kind) readers[kind].flush()
    },
  }
}

/** The error of an answer that is a web page, with the first of its words. */
export function pageError(page: string, { secrets, requestId }: ErrorContext): ChatError {
  const words = redact(textOfHtml(page.slice(0, PAGE_CHARS)), secrets, 200)
  return chatError('html_response', `The gateway answered with a web page${words && `: "${words}"`}.`, { requestId })
}

/** What a body is, by its first character. Undefined while only blank text has come. */
export function kindOf(text: string, contentType: string): 'events' | 'json' | 'html' | undefined {
  const start = text.slice(0, PAGE_CHARS).search(/[^\s\uFEFF]/)
  // An event stream may begin with blank lines, but an endless one of them must not be kept.
  if (start === -1) return text.length < PAGE_CHARS ? undefined : 'events'
  const first = text.charAt(start)
  if (first === '<') return 'html'
  if (first === '{' || first === '[' || first === '"') return 'json'
  // A page that starts with text; an event stream under the wrong label starts with one of its fields, or a colon.
  return contentType.includes('html') && !/[:deir]/.test(first) ? 'html' : 'events'
}
