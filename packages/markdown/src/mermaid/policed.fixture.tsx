// A page under a strict policy: what it is given to draw, and what the policy refused.
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Mermaid } from './Mermaid.js'

declare global {
  // oxlint-disable-next-line no-var
  var policedDiagrams: { readonly refused: string[]; draw: (sources: readonly string[]) => void } | undefined
}

// Vitest has every import() of a test's modules call this.
const RUNNER = '__vitest_browser_runner__'
Reflect.set(globalThis, RUNNER, Reflect.get(parent, RUNNER))

const refused: string[] = []
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => refused.push(`${effectiveDirective} ${sample}`))
const root = createRoot(document.body)

function draw(sources: readonly string[]): void {
  const figures = sources.map((source) => (
    <Mermaid key={source} source={source}>
      <pre>{source}</pre>
    </Mermaid>
  ))
  flushSync(() => root.render(figures))
}

globalThis.policedDiagrams = { refused, draw }
