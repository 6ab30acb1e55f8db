export type { MarkdownOptions } from './MarkdownOptions.js'
