// The lint must refuse each import that the package graph forbids, and words and looks written into a part. Oxlint itself is asked, with the project's own settings.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const config = fileURLToPath(new URL('oxlint.json', import.meta.url))
const oxlint = fileURLToPath(new URL('../node_modules/.bin/oxlint', import.meta.url))
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rivulet-boundaries-')))
afterAll(() => rmSync(folder, { recursive: true }))

const allowed: [file: string, code: string][] = [
  ['packages/core/src/a.ts', `export { createParser } from 'eventsource-parser'`],
  ['packages/chat/src/a.ts', `export { createChatClient } from '@rivulet/core'`],
  ['packages/react/src/a.ts', `export { createChat } from '@rivulet/chat'; export { useQuery } from '@tanstack/react-query'`],
  ['packages/components/src/a.tsx', `import type { ChatMessage } from '@rivulet/chat'; export type { ChatMessage }`],
  ['packages/components/src/a.tsx', `export const A = ({ text }: { text: string }) => <p className="a" title={text}>{text}</p>`],
  ['packages/components/src/a.stories.tsx', `export const A = () => <p>An example</p>`],
  ['packages/replay/src/a.ts', `export { readEvents } from '@rivulet/core'`],
  ['packages/replay/src/node.ts', `export { serve } from 'srvx'; export { createServer } from 'node:http'`],
  ['packages/replay/src/cli/a.ts', `export { Command } from 'commander'; export { readFileSync } from 'node:fs'`],
  ['packages/replay/src/vitest.ts', `export { expect } from 'vitest'`],
  ['packages/replay/src/msw.ts', `export { http } from 'msw'`],
  ['packages/replay/src/storybook/a.ts', `export { addons } from 'storybook/manager-api'; export { useState } from 'react'`],
  ['packages/relay/src/a.ts', `export { readEvents } from '@rivulet/core'; export { trace } from '@opentelemetry/api'`],
  ['packages/core/src/a.test.ts', `export { OpenAI } from 'openai'`],
]

const forbidden: [file: string, code: string][] = [
  ['packages/core/src/a.ts', `export { useState } from 'react'`],
  ['packages/core/src/a.ts', `export { createChat } from '@rivulet/chat'`],
  ['packages/core/src/a.ts', `export { createChat } from '../../chat/src/index.js'`],
  ['packages/core/src/a.ts', `export { readFile } from 'node:fs/promises'`],
  ['packages/core/src/a.ts', `export const width = window.innerWidth`],
  ['packages/core/src/a.ts', `export const id = process.pid`],
  ['packages/chat/src/a.ts', `export { useState } from 'react'`],
  ['packages/chat/src/a.ts', `export { useChatStream } from '@rivulet/react'`],
  ['packages/react/src/a.ts', `export { Thread } from '@rivulet/components'`],
  ['packages/components/src/a.tsx', `export { createChat } from '@rivulet/chat'`],
  ['packages/components/src/a.tsx', `export { createChatClient } from '@rivulet/core'`],
  ['packages/components/src/a.tsx', `export { useChatStream } from '@rivulet/react'`],
  ['packages/components/src/a.tsx', `export { useQuery } from '@tanstack/react-query'`],
  ['packages/components/src/a.tsx', `export const page = fetch('/')`],
  ['packages/components/src/a.tsx', `export const A = () => <p>Said in English only</p>`],
  ['packages/components/src/a.tsx', `export const A = () => <p>{'Said in English only'}</p>`],
  ['packages/components/src/a.tsx', `export const A = () => <p aria-label="Said in English only" />`],
  ['packages/components/src/a.tsx', `export const A = () => <p style={{ color: 'red' }} />`],
  ['packages/components/src/a.tsx', `import { B } from './b.js'; export const A = () => <B style={{ color: 'red' }} />`],
  ['packages/replay/src/a.ts', `export { createChat } from '@rivulet/chat'`],
  ['packages/replay/src/a.ts', `export { createServer } from 'node:http'`],
  ['packages/replay/src/a.ts', `export { expect } from 'vitest'`],
  ['packages/replay/src/a.ts', `export { Command } from 'commander'`],
  ['packages/replay/src/cli/a.ts', `export { serve } from 'srvx'`],
  ['packages/replay/src/msw/a.ts', `export { expect } from 'vitest'`],
  ['packages/replay/src/a.ts', `export { addons } from 'storybook/manager-api'`],
  ['packages/replay/src/storybook/a.ts', `export { Thread } from '@rivulet/components'`],
  ['packages/replay/src/vitest/a.ts', `export { http } from 'msw'`],
  ['packages/replay/src/playwright.ts', `export { chromium } from 'playwright'`],
  ['packages/relay/src/a.ts', `export { Redis } from 'ioredis'`],
  ['packages/relay/src/a.ts', `export { randomBytes } from 'node:crypto'`],
  ['packages/relay/src/a.ts', `export { createGateway } from '@rivulet/replay'`],
]

/** The rules that oxlint reports, for each of the cases. Each stands in a project of its own, and all are looked at at once: a process takes longer than its look. */
function refusals(cases: typeof allowed): string[][] {
  const files = cases.map(([path], at) => join(folder, String(at), path))
  cases.forEach(([, code], at) => {
    const file = files[at] ?? ''
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, code)
  })
  const { stdout } = spawnSync(oxlint, ['--config', config, '--format', 'json', folder], { encoding: 'utf8', maxBuffer: 100_000_000 })
  const report = JSON.parse(stdout) as { number_of_files: number; diagnostics: { code: string; filename: string }[] }
  expect(report.number_of_files).toBe(cases.length)
  return files.map((file) =>
    report.diagnostics
      .filter(({ filename }) => resolve(filename) === file)
      .map(({ code }) => code)
      .filter((rule) => /no-restricted|jsx-no-literals|forbid-(dom|component)-props/.test(rule)),
  )
}

describe('boundaries', () => {
  let refused: string[][]
  beforeAll(() => {
    refused = refusals([...allowed, ...forbidden])
  })
  test.each(allowed.map(([path, code], at) => ({ path, code, at })))('$path may hold: $code', ({ at }) => {
    expect(refused[at]).toEqual([])
  })
  test.each(forbidden.map(([path, code], at) => ({ path, code, at: allowed.length + at })))('$path may not hold: $code', ({ at }) => {
    expect(refused[at]).not.toEqual([])
  })
})
