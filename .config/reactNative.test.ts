// The published core with the globals of React Native, whose engine does not run here: see platforms/reactNative.ts for what it lacks.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OUTCOME } from './platforms/outcome.js'
import { createReactNative } from './platforms/reactNative.js'
import { serveGateways } from './serveGateways.js'

let gateways: Awaited<ReturnType<typeof serveGateways>>
let script: string
beforeAll(async () => {
  gateways = await serveGateways()
  script = await bundle(fileURLToPath(new URL('platforms/script.mjs', import.meta.url)))
})
afterAll(() => gateways.close())

/** One script that leaves its exports in `rivulet`. */
async function bundle(entry: string): Promise<string> {
  const lib = { entry, formats: ['iife' as const], name: 'rivulet' }
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, target: 'esnext', lib } })
  const [output] = Array.isArray(built) ? built : []
  const [chunk] = output?.output ?? []
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.')
  return chunk.code
}

/** Each outcome made of the test's own objects: those of another realm equal none of them. */
async function outcomeOf(kind: 'bare' | 'expo'): Promise<unknown> {
  const run = createReactNative(kind)
  run(script)
  const checkHere = run('rivulet.checkHere') as (gateways: string) => Promise<unknown>
  return JSON.parse(JSON.stringify(await checkHere(`${gateways.url}/${kind}`)))
}

test('an application made with Expo, whose fetch gives a stream', async () => {
  expect(await outcomeOf('expo')).toEqual(OUTCOME)
})

test('a bare application, whose fetch gives the whole text: an answer comes in one piece and can be stopped only before', async () => {
  expect(await outcomeOf('bare')).toEqual({ ...OUTCOME, stopped: 'complete' })
})
