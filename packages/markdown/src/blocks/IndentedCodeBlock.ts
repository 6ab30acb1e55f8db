import { LeafBlock, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import { ChunkedText } from './ChunkedText.js'
import type { Line } from './Line.js'

/** @see https://spec.commonmark.org/0.31.2/#indented-code-blocks */
export class IndentedCodeBlock extends LeafBlock {
  readonly type = 'code'
  readonly text: ChunkedText = new ChunkedText()
  readonly lang: null = null
  readonly meta: null = null
  readonly closed: boolean = false
  /** Blank lines since the last other one: they belong to the block only if more of it comes. */
  #blankLines = ''
  #lineHasText = false

  readonly #parser: BlockParser

  constructor(parser: BlockParser) {
    super()
    this.#parser = parser
  }

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

  addText(text: string): void {
    if (!this.#lineHasText && !/[^ \t]/.test(text)) {
      this.#blankLines += text
      return
    }
    if (!this.#lineHasText) {
      this.text.append(this.#blankLines)
      this.#blankLines = ''
      this.#lineHasText = true
      this.endLineNumber = this.#parser.lineNumber
    }
    this.text.append(text)
  }

  endLine(): void {
    if (this.#lineHasText) this.text.append('\n')
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
