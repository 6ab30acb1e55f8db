import type { ContentPart } from '@rivulet/chat'
import { asText } from '../shared/asText.js'

/** The contents of a message of any role, a text or parts by their `type`; gateways and stored rows do not always keep to their type. */
export type MessageContent = string | readonly { readonly type: string }[] | null | undefined

/** A text file that was sent as text, in the form of {@link textFilePart}. */
export interface TextFile {
  /** What the file is called. */
  name: string
  /** Its whole text. */
  text: string
}

const TEXT_FILE = /^<file name="([^"\n]*)">\n([^]*)\n<\/file>$/

/** A text file as a part that every model can read, whether its gateway takes files or not. */
export function textFilePart({ name, text }: TextFile): ContentPart {
  return { type: 'text', text: `<file name="${name.replaceAll(/["\n\r<>]/g, '_')}">\n${text}\n</file>` }
}

/** The text file that a text part holds, or undefined where it holds what somebody wrote. */
export function textFileOf(part: { readonly type: string }): TextFile | undefined {
  const [, name, text] = (part.type === 'text' && TEXT_FILE.exec(asText((part as { text?: unknown }).text))) || []
  return name === undefined || text === undefined ? undefined : { name, text }
}

/**
 * A message's contents as what was written and what was attached to it: images, sounds, files, also text files that were sent as text.
 * Text parts are joined by line breaks.
 */
export function splitContent(content: MessageContent): { text: string; attachments: readonly ContentPart[] } {
  if (!Array.isArray(content)) return { text: asText(content), attachments: [] }
  const parts: readonly { readonly type: string }[] = content.filter((part) => typeof part === 'object' && part !== null)
  return {
    text: parts
      .filter(isWritten)
      .map((part) => asText((part as { text?: unknown }).text))
      .join('\n'),
    attachments: parts.filter((part) => !isWritten(part) && part.type !== 'refusal') as ContentPart[],
  }
}

function isWritten(part: { readonly type: string }): boolean {
  return part.type === 'text' && textFileOf(part) === undefined
}
