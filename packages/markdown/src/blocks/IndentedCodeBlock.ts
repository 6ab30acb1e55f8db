import { TextBlock, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'

/** @see https://spec.commonmark.org/0.31.2/#indented-code-blocks */
export class IndentedCodeBlock extends TextBlock {
  readonly type = 'code'
  readonly lang: null = null
  readonly meta: null = null
  readonly closed: boolean = false
  /** Blank lines since the last other one: they belong to the block only if more of it comes. */
  #blankLines = ''
  #lineHasText = false

  match(line: Line): Continuation {
    if (line.isIndented) line.advanceColumns(4)
    else if (line.isBlank) line.skipBlanks()
    else return 'stops'
    return 'continues'
  }

  override addLine(text: string): void {
    this.#lineHasText = false
    this.addText(text)
  }

  override addText(text: string): void {
    if (!this.#lineHasText && !/[^ \t]/.test(text)) {
      this.#blankLines += text
      return
    }
    this.#lineHasText = true
    this.endLineNumber = this.parser.lineNumber
    super.addText(this.#blankLines + text)
    this.#blankLines = ''
  }

  override endLine(): void {
    if (this.#lineHasText) super.endLine()
    else this.#blankLines += '\n'
  }
}

/** The only block that an indented line begins. */
export function startIndentedCode(parser: BlockParser, line: Line): IndentedCodeBlock | null {
  if (line.isBlank || parser.tip.type === 'paragraph') return null
  line.advanceColumns(4)
  const code = parser.add(new IndentedCodeBlock(parser))
  code.addLine(line.rest())
  return code
}
