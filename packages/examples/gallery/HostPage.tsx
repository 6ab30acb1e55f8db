import { useEffect, useRef } from 'react'
import { defineSupportChat } from '../src/supportWidget/defineSupportChat.js'
import hostile from '../src/supportWidget/hostile.fixture.css?inline'

defineSupportChat()

/** A shop's page with styles for everything on it, and the widget's tag. */
export function HostPage() {
  const page = useRef<HTMLElement>(null)
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(hostile)
    document.adoptedStyleSheets.push(sheet)
    const widget = document.createElement('support-chat')
    page.current?.append(widget)
    return () => {
      widget.remove()
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }, [])

  return (
    <main ref={page}>
      <h1>Lamps and more</h1>
      <p>Everything must go.</p>
    </main>
  )
}
