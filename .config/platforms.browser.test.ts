// The published core in a browser: on a page, where the gateways are of another origin, and in a dedicated worker.
import { expect, inject, test } from 'vitest'
import * as core from '../packages/core/dist/index.js'
import { check } from './platforms/check.mjs'
import { OUTCOME } from './platforms/outcome.js'

const gateways: string = inject('gateways')

test('a page', async () => {
  expect(await check(core, `${gateways}/page`)).toEqual(OUTCOME)
})

test('a dedicated worker', async () => {
  const worker = new Worker(new URL('platforms/worker.mjs', import.meta.url), { type: 'module' })
  const outcome = await new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    worker.postMessage(`${gateways}/worker`, [])
  })
  worker.terminate()
  expect(outcome).toEqual(OUTCOME)
})
