export {
  Markdown,
  type MarkdownElementProps,
  type MarkdownProps,
  type MarkdownSourceProps,
  type MarkdownTextProps,
} from './react/Markdown.js'
export { StaticMarkdown, type StaticMarkdownProps } from './react/StaticMarkdown.js'
export { CodeBlock } from './react/CodeBlock.js'
export { CopyButton, type CopyButtonProps } from './react/CopyButton.js'
export type { DrawingOptions } from './react/drawMarkdown.js'
export type { CodeBlockProps, CodeTextProps, FigureProps, FormulaProps, MarkdownComponents, MarkdownTag } from './react/Drawing.js'
export { defaultMarkdownLabels, type CodeLabels, type MarkdownLabels } from './react/labels.js'
export { judgeLink, type UrlPolicy } from './react/urlPolicy.js'
export { visible, withoutInvisible } from './react/visible.js'
export type { MarkdownSource } from './createMarkdown.js'
