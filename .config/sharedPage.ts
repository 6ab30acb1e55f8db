// Test files that follow one another in one page: each begins with a page as it would find it alone.
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { cleanup } from 'vitest-browser-react'
import { commands, page } from 'vitest/browser'

declare module 'vitest/browser' {
  interface BrowserCommands {
    restPointer(): Promise<void>
  }
}

const { documentElement: root, body } = document
/** What the page itself has them for. */
const own = new Set(body.getAttributeNames())

beforeAll(async () => {
  await commands.restPointer()
  // What the file before asked for.
  performance.clearResourceTimings()
})

// The package does so itself, but only in the first file that imports it.
beforeEach(cleanup)

afterAll(async () => {
  await cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  body.replaceChildren()
  for (const name of root.getAttributeNames()) if (name !== 'lang') root.removeAttribute(name)
  for (const name of body.getAttributeNames()) if (!own.has(name)) body.removeAttribute(name)
  document.adoptedStyleSheets = []
  getSelection()?.removeAllRanges()
  localStorage.clear()
  sessionStorage.clear()
  await page.viewport(414, 896)
})
