import type { Trace } from '@rivulet/core'
import { expectTypeOf, test } from 'vitest'
import type { InspectedTrace } from './runOfTrace.js'

test('a trace of the core is one', () => {
  expectTypeOf<Trace>().toExtend<InspectedTrace>()
})
