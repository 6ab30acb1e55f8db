/** A `fetch` that has `tapped` for what asks for an answer, and the page's own for everything else: that a run is stopped is no answer. */
export function onlyChats(tapped: typeof fetch): typeof fetch {
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    return pathname.endsWith('/chat/completions') ? tapped(input, init) : fetch(input, init)
  }
}
