// The tree that the engine grows. Names are mdast's where mdast has one.

/** Text with its inline markup, in runs: all but the last are frozen, the last may still change. */
export interface InlineContent {
  /** Runs to draw one after the other. A frozen run keeps its identity, so that a renderer can skip it. */
  readonly runs: readonly (readonly Inline[])[]
  /** How often runs that were frozen were parsed again, because a label that they use was defined late. */
  readonly revision: number
}

/** What every node has, for a renderer that draws only what changed. */
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
  /** In the order of the text. */
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
  /** Its text. */
  readonly content: InlineContent
}

/** @see https://spec.commonmark.org/0.31.2/#atx-headings */
export interface Heading extends MarkdownNode {
  readonly type: 'heading'
  /** 1 for `h1` to 6 for `h6`. */
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6
  /** Its text. */
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
  /** Whether its items are numbered. */
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
  /** In the order of the text. */
  readonly chunks: readonly string[]
}

/** A fenced or an indented block. @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export interface Code extends MarkdownNode {
  readonly type: 'code'
  /** The first word of the info string, or null. */
  readonly lang: string | null
  /** What follows it there, or null. */
  readonly meta: string | null
  /** The code without its fences or its indentation; each whole line with its line end. */
  readonly text: Chunked
  /** Whether its closing fence has come. */
  readonly closed: boolean
}

/** Raw HTML: a renderer shows it as text. @see https://spec.commonmark.org/0.31.2/#html-blocks */
export interface Html extends MarkdownNode {
  readonly type: 'html'
  /** As it was written. */
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
  /** In the order of the columns. */
  readonly cells: readonly InlineContent[]
}

/** Display math: `$$` or `\[` on lines of their own. */
export interface DisplayMath extends MarkdownNode {
  readonly type: 'math'
  /** The formula without its markers, in TeX. */
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
  /** With escapes and entities decoded. */
  readonly value: string
}

/** A hard line break. */
export interface Break {
  readonly type: 'break'
}

/** A code span. */
export interface InlineCode {
  readonly type: 'inlineCode'
  /** The code without its backticks. */
  readonly value: string
}

/** A raw tag, comment …: a renderer shows it as text. */
export interface InlineHtml {
  readonly type: 'html'
  /** As it was written. */
  readonly value: string
}

/** Formula within a line; `display` where it was written with `$$` or `\[`. */
export interface InlineMath {
  readonly type: 'inlineMath'
  /** The formula without its markers, in TeX. */
  readonly value: string
  /** Whether it was written as a formula of its own, with `$$` or `\[`. */
  readonly display: boolean
  /** Whether its closing marker is still to come. */
  readonly pending: boolean
}

/** `em`, `strong`, `del`. */
export interface Marked {
  /** `em`, `strong` and `del` in HTML. */
  readonly type: 'emphasis' | 'strong' | 'delete'
  /** What is marked. */
  readonly children: readonly Inline[]
}

/** A link, by whichever syntax. */
export interface Link {
  readonly type: 'link'
  /** As it was written, with escapes and entities decoded and nothing judged: a renderer decides what it lets through. */
  readonly url: string
  /** Shown on hovering; null where none was given. */
  readonly title: string | null
  /** The text of the link. */
  readonly children: readonly Inline[]
  /** Whether its address may still grow: nothing may be linked to or asked for. */
  readonly pending: boolean
}

/** An image. Its children are the description. */
export interface Image {
  readonly type: 'image'
  /** As it was written, with escapes and entities decoded and nothing judged: a renderer decides what it lets through. */
  readonly url: string
  /** Shown on hovering; null where none was given. */
  readonly title: string | null
  /** The description. */
  readonly children: readonly Inline[]
  /** Whether its address may still grow: nothing may be asked for. */
  readonly pending: boolean
}

/** A call of a footnote that is defined somewhere. */
export interface FootnoteReference {
  readonly type: 'footnoteReference'
  /** As it is written here. */
  readonly label: string
  /** The normalised label: what references and definitions are compared by. */
  readonly identifier: string
  /** Of the definition that it calls. */
  readonly number: number
}

/** Inline markup. */
export type Inline = Text | Break | InlineCode | InlineHtml | InlineMath | Marked | Link | Image | FootnoteReference
