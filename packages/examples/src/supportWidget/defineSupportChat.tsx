import parts from '@rivulet/components/styles.css?inline'
import { createRoot, type Root } from 'react-dom/client'
import { SupportWidget } from './SupportWidget.js'
import widget from './supportWidget.css?inline'

/** Defines `<support-chat base-url="/v1">`, which any page can embed whatever its own styles say. */
export function defineSupportChat(name = 'support-chat') {
  if (!customElements.get(name)) customElements.define(name, class extends SupportChatElement {})
}

class SupportChatElement extends HTMLElement {
  readonly #page = document.createElement('div')
  #root: Root | undefined

  constructor() {
    super()
    const shadow = this.attachShadow({ mode: 'open' })
    shadow.adoptedStyleSheets = [sheetOf(inPixels(parts)), sheetOf(widget)]
    this.#page.className = 'page'
    shadow.append(this.#page)
  }

  connectedCallback() {
    if (this.#root) return
    const place = document.createElement('div')
    this.#page.replaceChildren(place)
    this.#root = createRoot(place)
    this.#root.render(<SupportWidget baseURL={this.getAttribute('base-url') ?? '/v1'} layers={this.#page} />)
  }

  /** Where the page only moves the element, the chat goes on. */
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#root?.unmount()
      this.#root = undefined
    })
  }
}

function sheetOf(css: string) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

/** `rem` is the size of the page's root, which a shadow root does not keep out: under `html { font-size: 62.5% }` everything would be small. */
function inPixels(css: string) {
  return css.replaceAll(/(\d*\.?\d+)rem\b/g, (_, size) => `${Number(size) * 16}px`)
}
