/** What was taken off the page again while a text grew. */
export interface Removed {
  /** Elements in all, those within them among them. */
  elements: number
  /** Of these, elements of outermost blocks that no text came to any more. */
  closed: number
  /** How often something was taken out of one block, or the block itself, while text came to it: of the block where that happened most. */
  replacedMost: number
}

/** Watches for elements that are removed. Blocks but the last are closed: no text comes to them. */
export class Removals {
  readonly #element: Element
  readonly #container: string | undefined
  readonly #observer: MutationObserver
  /** By the place of the outermost block: one that takes the place of another is the same block still. */
  readonly #replaced = new Map<number, number>()
  #elements = 0
  #closed = 0
  /** The block that text came to, and its place, as of the last look. */
  #open: { block: Element; place: number } | undefined

  constructor(element: Element, container: string | undefined) {
    this.#element = element
    this.#container = container
    // Records are taken at each look.
    this.#observer = new MutationObserver((records) => this.#count(records))
    this.#observer.observe(element, { childList: true, subtree: true })
  }

  /** To be called between the drawing of two texts. */
  look(): void {
    this.#count(this.#observer.takeRecords())
    const blocks = this.#blocks()
    const block = blocks?.lastElementChild
    this.#open = blocks && block ? { block, place: blocks.childElementCount - 1 } : undefined
  }

  end(): Removed {
    this.look()
    this.#observer.disconnect()
    return { elements: this.#elements, closed: this.#closed, replacedMost: Math.max(0, ...this.#replaced.values()) }
  }

  #blocks(): Element | null {
    return this.#container === undefined ? this.#element : this.#element.querySelector(this.#container)
  }

  #count(records: readonly MutationRecord[]): void {
    const blocks = this.#blocks()
    for (const { target, removedNodes } of records) {
      for (const node of removedNodes) {
        if (!(node instanceof Element)) continue
        const size = 1 + node.querySelectorAll('*').length
        this.#elements += size
        const block = target === blocks ? node : blockOf(target, blocks)
        if (block === this.#open?.block) this.#replaced.set(this.#open.place, (this.#replaced.get(this.#open.place) ?? 0) + 1)
        else this.#closed += size
      }
    }
  }
}

/** The outermost block that a node is in, or was in when that was removed. */
function blockOf(node: Node, blocks: Element | null): Node {
  let block = node
  while (block.parentNode !== null && block.parentNode !== blocks) block = block.parentNode
  return block
}
