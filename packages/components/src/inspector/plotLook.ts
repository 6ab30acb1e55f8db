/** The colours and the type of a plot, as the theme has them where it stands. */
export interface PlotLook {
  readonly ink: string
  readonly line: string
  readonly font: string
  readonly isRightToLeft: boolean
  /** Of the first run and of the second. */
  readonly series: readonly { readonly stroke: string; readonly fill: string }[]
}

/** Reads the look from the styles of a plot's element and of its keys, one for each run: a canvas knows no custom property. */
export function plotLook(plot: HTMLElement): PlotLook {
  const { color, borderTopColor, fontSize, fontFamily, direction } = getComputedStyle(plot)
  return {
    ink: color,
    line: borderTopColor,
    font: `${Number.parseFloat(fontSize)}px ${fontFamily}`,
    isRightToLeft: direction === 'rtl',
    series: [...plot.querySelectorAll('[data-series]')].map((key) => {
      const { color: stroke, outlineColor: fill } = getComputedStyle(key)
      return { stroke, fill }
    }),
  }
}

/** What a theme, a language or a contrast hangs on. */
const THEME_ATTRIBUTES = ['class', 'data-theme', 'dir', 'lang', 'style']
const THEME_QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']

/** Calls `onChange` when a theme may have changed, on any ancestor, through shadow roots too, until the function that it answers is called. */
export function watchTheme(element: Element, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  for (let ancestor: Element | null = element; ancestor; ancestor = parentOf(ancestor))
    observer.observe(ancestor, { attributes: true, attributeFilter: THEME_ATTRIBUTES })
  const queries = THEME_QUERIES.map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', onChange)
  return () => {
    observer.disconnect()
    for (const query of queries) query.removeEventListener('change', onChange)
  }
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}
