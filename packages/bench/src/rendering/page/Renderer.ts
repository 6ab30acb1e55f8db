/** Something that draws a text which grows. */
export interface Renderer {
  /** Selects the element whose children are the outermost blocks; the mounted one where it is missing. */
  readonly container?: string
  /** Selects what it draws beside the text, such as a button that copies. */
  readonly extras?: string
  /** Selects what must be there once all is drawn, such as code in colours. */
  readonly expected?: string
  mount(element: HTMLElement): View
}

export interface View {
  /**
   * @param text all of it, so far
   * @param added what came since the last time
   * @param isWhole whether no more will come
   */
  draw(text: string, added: string, isWhole: boolean): void
  unmount(): void
}
