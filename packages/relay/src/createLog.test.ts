import { expect, test } from 'vitest'
import { createLog, type LogRecord } from './createLog.js'

test('records come in the order in which things happened, with or without a run to digest', async () => {
  const records: LogRecord[] = []
  const log = createLog((record) => records.push(record))
  const statuses = Array.from({ length: 200 }, (_, index) => index)
  for (const status of statuses) log({ event: 'run-started', status, ...(status % 3 > 0 && { run: `run-${status}`.repeat(status) }) })
  await expect.poll(() => records.length).toBe(statuses.length)
  expect(records.map(({ status }) => status)).toEqual(statuses)
})
