// A page under a strict policy: what it is given to draw, and what the policy refused.
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Formula } from './Formula.js'

declare global {
  // oxlint-disable-next-line no-var
  var policed: { readonly refused: string[]; draw: (sources: readonly string[]) => void } | undefined
}

// Vitest has every import() of a test's modules call this.
const RUNNER = '__vitest_browser_runner__'
Reflect.set(globalThis, RUNNER, Reflect.get(parent, RUNNER))

const refused: string[] = []
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => refused.push(`${effectiveDirective} ${sample}`))
const root = createRoot(document.body)

globalThis.policed = {
  refused,
  draw: (sources) => flushSync(() => root.render(sources.map((source) => <Formula key={source} source={source} display />))),
}
