import type { MarkdownOptions } from '@rivulet/markdown'

/** What is read beside CommonMark and GFM. */
export const MARKDOWN_READ: MarkdownOptions = { math: true, footnotes: true }
