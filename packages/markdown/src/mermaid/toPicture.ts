/** A diagram as an image, in which nothing runs and which asks for nothing. */
export interface Picture {
  /** A `data:` address. */
  readonly url: string
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  /** What it says of itself: its author's title and description, or its kind, as in `flowchart`. */
  readonly description: string
}

/**
 * The picture of what Mermaid answers in a sandbox: an `iframe` with the diagram in its address.
 *
 * @see https://www.w3.org/TR/SVG2/conform.html#secure-static-mode
 */
export function toPicture(frame: string): Picture {
  const page = /base64,([^"]*)"/.exec(frame)?.[1] ?? ''
  const bytes = Uint8Array.from(atob(page), (character) => character.charCodeAt(0))
  // Parsed as HTML and written as XML: names as &nbsp; are known to the one alone.
  const svg = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/html').querySelector('svg')
  if (svg === null) throw new Error('Mermaid drew nothing.')
  disarm(svg)
  const { width, height } = measure(svg)
  const description = describe(svg)
  return { url: `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`, width, height, description }
}

/** An image of SVG runs nothing and asks for nothing; this is for who opens it on its own. */
function disarm(svg: SVGElement): void {
  for (const element of svg.querySelectorAll('script, iframe, object, embed, image, img, link, meta')) element.remove()
  for (const element of svg.querySelectorAll('*')) {
    for (const name of element.getAttributeNames())
      if (/^on|^src/i.test(name) || (/href$/i.test(name) && !element.getAttribute(name)?.startsWith('#'))) element.removeAttribute(name)
  }
}

/** As an image it has a size of its own, where Mermaid had it fill its place. */
function measure(svg: SVGElement): { width: number; height: number } {
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) throw new Error('The diagram is empty.')
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  svg.style.maxWidth = ''
  return { width: Math.ceil(width), height: Math.ceil(height) }
}

function describe(svg: SVGElement): string {
  const told = ['title', 'desc'].map((name) => svg.querySelector(`:scope > ${name}`)?.textContent?.trim() ?? '').filter(Boolean)
  return told.length > 0 ? told.join('. ') : (svg.getAttribute('aria-roledescription') ?? '').replace(/-v\d+$/, '')
}
