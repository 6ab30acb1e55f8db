// The tree that the engine grows. Names are mdast's where mdast has one.

/** Text with its inline markup, in runs: all but the last are frozen, the last may still change. */
export interface InlineContent {
  /** Runs to draw one after the other. A frozen run keeps its identity, so that a renderer can skip it. */
  readonly runs: readonly (readonly Inline[])[]
  /** How often runs that were frozen were parsed again, because a label that they use was defined late. */
  readonly revision: number
}

export interface MarkdownNode {
  /** The node's place among its parent's children; it never changes. */
  readonly key: number
  /** Grows whenever what is drawn for the node, or for anything in it, may have changed. */
  readonly version: number
  /** Whether text may still be added to it. */
  readonly open: boolean
}

/** What holds blocks. */
export interface Parent<Child> extends MarkdownNode {
  readonly children: readonly Child[]
  /** The newest version among children 32 k … 32 k + 31: a renderer compares these instead of every child's. */
  readonly groupVersions: readonly number[]
  /** The same for children 1,024 k … 1,024 k + 1,023. */
  readonly sectionVersions: readonly number[]
}

/** The whole text. */
export interface Root extends Parent<Block> {
  readonly type: 'root'
}

/** @see https://spec.commonmark.org/0.31.2/#paragraphs */
export interface Paragraph extends MarkdownNode {
  readonly type: 'paragraph'
  readonly content: InlineContent
}

/** @see https://spec.commonmark.org/0.31.2/#atx-headings */
export interface Heading extends MarkdownNode {
  readonly type: 'heading'
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6
  readonly content: InlineContent
}

/** @see https://spec.commonmark.org/0.31.2/#thematic-breaks */
export interface ThematicBreak extends MarkdownNode {
  readonly type: 'thematicBreak'
}

/** @see https://spec.commonmark.org/0.31.2/#block-quotes */
export interface Blockquote extends Parent<Block> {
  readonly type: 'blockquote'
}

/** A list is drawn anew when `tight` turns to false, which happens at most once; its items' versions do not tell. @see https://spec.commonmark.org/0.31.2/#lists */
export interface List extends Parent<ListItem> {
  readonly type: 'list'
  readonly ordered: boolean
  /** The number of the first item of an ordered list. */
  readonly start: number
  /** Paragraphs of a tight list are drawn without an element of their own. */
  readonly tight: boolean
}

/** @see https://spec.commonmark.org/0.31.2/#list-items */
export interface ListItem extends Parent<Block> {
  readonly type: 'listItem'
  /** The box of a task, or null where the item is no task. @see https://github.github.com/gfm/#task-list-items-extension- */
  readonly checked: boolean | null
}

/** Text in chunks: all but the last are frozen. Joined, they are the whole. */
export interface Chunked {
  readonly chunks: readonly string[]
}

/** A fenced or an indented block. @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export interface Code extends MarkdownNode {
  readonly type: 'code'
  /** The first word of the info string, or null. */
  readonly lang: string | null
  /** What follows it there, or null. */
  readonly meta: string | null
  readonly text: Chunked
  /** Whether its closing fence has come. */
  readonly closed: boolean
}

/** Raw HTML: a renderer shows it as text. @see https://spec.commonmark.org/0.31.2/#html-blocks */
export interface Html extends MarkdownNode {
  readonly type: 'html'
  readonly text: Chunked
  /** The same without its comments, which no page shows. */
  readonly shown: Chunked
}

/** @see https://github.github.com/gfm/#tables-extension- */
export interface Table extends Parent<TableRow> {
  readonly type: 'table'
  /** Of each column. The first row is the header. */
  readonly align: readonly Alignment[]
}

/** Where a column's text stands; null where the table does not say. */
export type Alignment = 'left' | 'center' | 'right' | null

/** A row may have fewer cells than the table has columns; those that lack are empty. */
export interface TableRow extends MarkdownNode {
  readonly type: 'tableRow'
  /** The table's. */
  readonly align: readonly Alignment[]
  readonly cells: readonly InlineContent[]
}

/** Display math: `$$` or `\[` on lines of their own. */
export interface DisplayMath extends MarkdownNode {
  readonly type: 'math'
  readonly text: Chunked
  /** Whether its closing marker has come. */
  readonly closed: boolean
}

/** @see https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#footnotes */
export interface FootnoteDefinition extends Parent<Block> {
  readonly type: 'footnoteDefinition'
  /** As it was first written. */
  readonly label: string
  /** The normalised label: what references and definitions are compared by. */
  readonly identifier: string
  /** Its place among the footnotes, from 1, which never changes; null where its label was defined before, so that nothing refers to it. */
  readonly number: number | null
}

/** A block. */
export type Block =
  | Paragraph
  | Heading
  | ThematicBreak
  | Blockquote
  | List
  | ListItem
  | Code
  | Html
  | Table
  | TableRow
  | DisplayMath
  | FootnoteDefinition

/** Anything in the tree but inline markup. */
export type TreeNode = Root | Block

/** A line end within a paragraph is `\n` in the text. */
export interface Text {
  readonly type: 'text'
  readonly value: string
}

/** A hard line break. */
export interface Break {
  readonly type: 'break'
}

/** A code span. */
export interface InlineCode {
  readonly type: 'inlineCode'
  readonly value: string
}

/** A raw tag, comment …: a renderer shows it as text. */
export interface InlineHtml {
  readonly type: 'html'
  readonly value: string
}

/** Formula within a line; `display` where it was written with `$$` or `\[`. */
export interface InlineMath {
  readonly type: 'inlineMath'
  readonly value: string
  readonly display: boolean
  /** Whether its closing marker is still to come. */
  readonly pending: boolean
}

/** `em`, `strong`, `del`. */
export interface Marked {
  readonly type: 'emphasis' | 'strong' | 'delete'
  readonly children: readonly Inline[]
}

/** A link, by whichever syntax. */
export interface Link {
  readonly type: 'link'
  /** As it was written, with escapes and entities decoded and nothing judged: a renderer decides what it lets through. */
  readonly url: string
  readonly title: string | null
  readonly children: readonly Inline[]
  /** Whether its address may still grow: nothing may be linked to or asked for. */
  readonly pending: boolean
}

/** An image. Its children are the description. */
export interface Image {
  readonly type: 'image'
  readonly url: string
  readonly title: string | null
  readonly children: readonly Inline[]
  readonly pending: boolean
}

/** A call of a footnote that is defined somewhere. */
export interface FootnoteReference {
  readonly type: 'footnoteReference'
  readonly label: string
  readonly identifier: string
  /** Of the definition that it calls. */
  readonly number: number
}

/** Inline markup. */
export type Inline = Text | Break | InlineCode | InlineHtml | InlineMath | Marked | Link | Image | FootnoteReference
