import type { ComponentType, JSX, ReactNode } from 'react'
import type { Block } from '../tree.js'
import type { CodeLabels, MarkdownLabels } from './labels.js'
import type { UrlPolicy } from './urlPolicy.js'

/** The elements that text is drawn with. */
export type MarkdownTag =
  | 'a'
  | 'blockquote'
  | 'br'
  | 'code'
  | 'del'
  | 'em'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'hr'
  | 'img'
  | 'input'
  | 'li'
  | 'ol'
  | 'p'
  | 'pre'
  | 'strong'
  | 'sup'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul'

/** A code block as it stands: `chunks` are changed in place, and a new `version` tells that they were. */
export interface CodeTextProps {
  /** The text in pieces: all but the last are frozen. */
  chunks: readonly string[]
  /** Grows whenever the text may have changed. */
  version: number
  /** The first word behind the fence, or null. */
  lang: string | null
  /** Whether no more text will come. */
  closed: boolean
}

/** What a replacement for the whole of a code block is given. */
export interface CodeBlockProps extends CodeTextProps {
  /** What follows the language behind the fence, or null. */
  meta: string | null
  /** The text, drawn: what stands in the `code` element. */
  children: ReactNode
  /** What its buttons are called. */
  labels: CodeLabels
}

/** A formula, whole. */
export interface FormulaProps {
  /** What stands between its signs, as it was written. */
  source: string
  /** Whether it stands on lines of its own. */
  display: boolean
}

/** A closed code block that is drawn as something else, as a diagram. */
export interface FigureProps {
  /** The text of the code block. */
  source: string
  /** The code block as it would be drawn otherwise: to show until the figure is ready, and where it cannot be. */
  children: ReactNode
}

/** What is drawn in place of each element. A component gets the element's props, as with react-markdown; and a few parts that are no element. */
export type MarkdownComponents = { [Tag in MarkdownTag]?: ComponentType<JSX.IntrinsicElements[Tag]> | undefined } & {
  /** The whole of a code block, its header among it. `CodeBlock` is what is drawn otherwise. */
  codeBlock?: ComponentType<CodeBlockProps> | undefined
  /** The text of a code block: `HighlightedCode` of `@rivulet/markdown/code`. */
  codeText?: ComponentType<CodeTextProps> | undefined
  /** A formula that is whole: `Formula` of `@rivulet/markdown/math`. */
  formula?: ComponentType<FormulaProps> | undefined
  /** Closed code blocks of a language, by its name in lower case: `{ mermaid: Mermaid }`. */
  figures?: Readonly<Record<string, ComponentType<FigureProps>>> | undefined
}

/** All that decides how a tree is drawn. Everything is drawn anew where it is another object. */
export interface Drawing {
  readonly components: MarkdownComponents
  readonly urlPolicy: UrlPolicy
  readonly labels: MarkdownLabels
  /** Whether a line that ends within a paragraph is drawn so. */
  readonly breaks: boolean
  /** Called once for each outermost block that is closed; undefined leaves it as it would be. */
  readonly renderBlock: ((block: Block) => ReactNode) | undefined
  /** Put before every id. */
  readonly idPrefix: string
  /** Whether what is drawn stands within a link: HTML has no links within links, and a browser that is sent some parts them. */
  readonly isInLink?: boolean
}
