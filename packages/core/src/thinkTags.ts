const OPEN = '<think>'
const CLOSE = '</think>'

/** Text told apart. */
export interface SplitText {
  content: string
  reasoning_content: string
}

/**
 * Splits `<think>…</think>` at the start of the content from what follows. A tag may be cut over any number of deltas: what could still
 * become one waits.
 */
export interface ThinkTags {
  split(text: string): SplitText
  /** What waited and did not become a tag. */
  end(): SplitText
}

export function createThinkTags(): ThinkTags {
  let state: 'start' | 'thinking' | 'closed' | 'content' = 'start'
  let held = ''
  return {
    split(text) {
      let content = held + text
      let reasoning = ''
      held = ''
      if (state === 'start') {
        const trimmed = content.trimStart()
        if (OPEN.startsWith(trimmed) && trimmed !== OPEN) {
          held = content
          return { content: '', reasoning_content: '' }
        }
        const isOpen = trimmed.startsWith(OPEN)
        state = isOpen ? 'thinking' : 'content'
        if (isOpen) content = trimmed.slice(OPEN.length)
      }
      if (state === 'thinking') {
        const end = content.indexOf(CLOSE)
        const cut = end === -1 ? content.length - beginning(content, CLOSE) : end
        reasoning = content.slice(0, cut)
        if (end === -1) held = content.slice(cut)
        else state = 'closed'
        content = end === -1 ? '' : content.slice(end + CLOSE.length)
      }
      if (state === 'closed') {
        // The blank lines after the tag belong to neither.
        content = content.trimStart()
        if (content !== '') state = 'content'
      }
      return { content, reasoning_content: reasoning }
    },
    end: () => (state === 'thinking' ? { content: '', reasoning_content: held } : { content: held, reasoning_content: '' }),
  }
}

/** How many characters at the end of `text` are the beginning of `tag`. */
function beginning(text: string, tag: string): number {
  let length = Math.min(text.length, tag.length - 1)
  while (!tag.startsWith(text.slice(text.length - length))) length--
  return length
}
