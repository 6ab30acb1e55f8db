/** Every word that is drawn beside the text. */
export interface MarkdownLabels {
  /** Of a code block without a language. */
  code: string
  /** Name of a table, for those who do not see it. */
  table: string
  copy: string
  copied: string
  copyFailed: string
  /** On the button that loads an image; `host` is where from. */
  loadImage: (host: string) => string
  /** Under an image whose address is not let through, or is not whole. */
  image: string
  taskDone: string
  taskOpen: string
  footnotes: string
  /** Names a call of a footnote, for those who do not see its number. */
  footnote: (number: number) => string
  /** Names the link from a footnote to its call. */
  backToText: (number: number) => string
  /** On a character that would not be seen; `code` is as in `U+202E`. */
  invisible: (code: string) => string
}

/** The English words. */
export const defaultMarkdownLabels: MarkdownLabels = {
  code: 'Code',
  table: 'Table',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Not copied',
  loadImage: (host) => `Load image from ${host}`,
  image: 'Image',
  taskDone: 'Done',
  taskOpen: 'To do',
  footnotes: 'Footnotes',
  footnote: (number) => `Footnote ${number}`,
  backToText: (number) => `Back to where footnote ${number} is called`,
  invisible: (code) => `Invisible character ${code}`,
}

/** What the header of a code block says. */
export type CodeLabels = Pick<MarkdownLabels, 'code' | 'copy' | 'copied' | 'copyFailed'>
