import type { Block, Root } from '../tree.js'
import type { BlockParser } from './BlockParser.js'
import { ChunkedText } from './ChunkedText.js'
import type { Line } from './Line.js'

/** What a line means to an open block: whether it goes on in it, or ends it with a marker of its own. */
export type Continuation = 'continues' | 'stops' | 'ends'

/** A node of the tree, and how lines continue it. */
export abstract class BlockNode {
  abstract readonly type: Block['type'] | Root['type']
  parent: ContainerBlock | null = null
  key = -1
  version = 0
  open = true
  /** The lines of the text that it begins and ends at, counted from 1. */
  startLineNumber = 0
  endLineNumber = 0
  /** Where in the text its first line begins; NaN where the lines before are needed to read that line. */
  startOffset = 0
  /** Whether it ends with the last line that it took, rather than with the last of its children or its text. */
  readonly endsWithLines: boolean = false
  /** How many containers it stands in. */
  level = 0

  /** Takes what the block needs of the line. Changes nothing but the line. */
  abstract match(line: Line): Continuation

  /** Brings up to date what a renderer sees of text that came. */
  refresh(): void {}

  /** Called where no more lines will come to it. */
  onClose(_clock: number): void {}

  /** Called where it is taken out of the tree for good: what it used of others is forgotten. */
  drop(): void {}

  /** Marks the node as changed, with all around it. One that is marked already has had that done. */
  touch(clock: number): void {
    if (this.version === clock) return
    this.version = clock
    this.parent?.noteChange(this.key, clock)
    this.parent?.touch(clock)
  }
}

/** A block that holds blocks. */
export abstract class ContainerBlock extends BlockNode {
  readonly children: BlockNode[] = []
  readonly groupVersions: number[] = []
  readonly sectionVersions: number[] = []
  /** The last child, while lines may come to it: it need not be among the children yet. */
  openChild: BlockNode | null = null

  accepts(type: BlockNode['type']): boolean {
    return type !== 'listItem'
  }

  override drop(): void {
    for (const child of this.children) child.drop()
  }

  noteChange(key: number, clock: number): void {
    if (key < 0) return
    this.groupVersions[key >> 5] = clock
    this.sectionVersions[key >> 10] = clock
  }
}

/** A block that takes text: a line in pieces as they come. */
export abstract class LeafBlock extends BlockNode {
  constructor(protected readonly parser: BlockParser) {
    super()
  }

  /** Begins a line with its first piece, without the line's end. */
  addLine(text: string): void {
    this.addText(text)
  }
  /** Goes on with that line. */
  abstract addText(text: string): void
  /** The line is whole. */
  abstract endLine(): void
}

/** A block of text without inline markup. */
export abstract class TextBlock extends LeafBlock {
  readonly text: ChunkedText = new ChunkedText()

  addText(text: string): void {
    this.text.append(text)
  }

  endLine(): void {
    this.addText('\n')
  }
}

/** The whole text. */
export class RootBlock extends ContainerBlock {
  readonly type = 'root'

  match(): Continuation {
    return 'continues'
  }
}
