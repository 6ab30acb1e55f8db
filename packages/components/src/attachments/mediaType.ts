import { fileTypeFromBlob } from 'file-type'

/** As much of a file as tells whether it is text. */
const LOOKED_AT_BYTES = 65_536

const BINARY = 'application/octet-stream'

/** Types beside `text/*` whose files are text. */
const TEXT_TYPE = /^text\/|[/+.-](?:json|ndjson|jsonl|xml|yaml|toml|sql|graphql|javascript|ecmascript|typescript|x-sh|x-httpd-php)$/

/** Control characters that no text has. */
// oxlint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/

export function isTextType(type: string): boolean {
  return TEXT_TYPE.test(type)
}

/**
 * The media type that a file's bytes tell. A name decides only which kind of text it is, since all of them look alike.
 *
 * @throws whatever the browser throws for a file that cannot be read.
 * @see https://github.com/sindresorhus/file-type
 */
export async function mediaTypeOf(file: File): Promise<string> {
  const found = await fileTypeFromBlob(file)
  if (found) return found.mime
  if (!(await isText(file))) return BINARY
  // Browsers take a `.ts` for a video.
  return isTextType(file.type) ? file.type : 'text/plain'
}

/** Whether a type is among the accepted ones, of which each may be `kind/*`. Any text is also plain text. */
export function isAccepted(type: string, accept: readonly string[] | undefined): boolean {
  if (accept === undefined) return true
  const types = isTextType(type) ? [type, 'text/plain'] : [type]
  return accept.some((pattern) => types.some((each) => pattern === '*/*' || pattern === each || pattern === each.replace(/\/.*/, '/*')))
}

async function isText(file: File): Promise<boolean> {
  const bytes = await file.slice(0, LOOKED_AT_BYTES).arrayBuffer()
  try {
    return !NO_TEXT.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }))
  } catch {
    return false
  }
}
