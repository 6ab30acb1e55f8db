import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { lookAtMachine } from './machine.ts'

const isRepository = (() => {
  try {
    execFileSync('git', ['rev-parse', 'HEAD'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test('the versions of all packages are told', () => {
  const { versions } = lookAtMachine()
  expect(versions['react']).toMatch(/^\d+\./)
  expect(versions['@rivulet/core']).toMatch(/^\d+\./)
})

test.runIf(isRepository)('the commit that was measured is told', () => {
  expect(lookAtMachine().commit).toMatch(/^[0-9a-f]{40}\+?$/)
})
