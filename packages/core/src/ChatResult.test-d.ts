import { expectTypeOf, test } from 'vitest'
import {
  addCosts,
  isChatError,
  type ChatError,
  type ChatErrorCode,
  type ChatResult,
  type Cost,
  type Ending,
  type Warning,
} from './index.js'

test('an ending is told apart by its kind, and each has what belongs to it', () => {
  expectTypeOf<Ending['kind']>().toEqualTypeOf<'complete' | 'stopped' | 'detached' | 'truncated' | 'stalled' | 'failed'>()
  const ending = {} as Ending
  switch (ending.kind) {
    case 'complete':
      expectTypeOf(ending).toEqualTypeOf<{ kind: 'complete'; finishReason: string | null; sawDone: boolean; lostEvents: number }>()
      break
    case 'stalled':
      expectTypeOf(ending.idleMs).toBeNumber()
      break
    case 'failed':
      expectTypeOf(ending.error).toEqualTypeOf<ChatError>()
      break
    case 'stopped':
    case 'detached':
    case 'truncated':
      expectTypeOf<keyof typeof ending>().toEqualTypeOf<'kind'>()
      break
    default:
      expectTypeOf(ending).toBeNever()
  }
  // @ts-expect-error: only a failure has an error
  ending.error satisfies ChatError
})

test('every code of an error is known', () => {
  expectTypeOf<ChatError['code']>().toEqualTypeOf<ChatErrorCode>()
  expectTypeOf<ChatErrorCode>().toEqualTypeOf<
    | 'network'
    | 'timeout'
    | 'http'
    | 'auth'
    | 'payment'
    | 'rate_limit'
    | 'context_length'
    | 'content_filter'
    | 'gateway'
    | 'protocol'
    | 'limit'
    | 'empty_response'
    | 'html_response'
    | 'relay_lost'
  >()
})

test('an error has its details whether or not they are known, and cannot be changed', () => {
  expectTypeOf<Pick<ChatError, 'status' | 'requestId' | 'retryAfterMs' | 'retryable'>>().toEqualTypeOf<{
    readonly status: number | undefined
    readonly requestId: string | undefined
    readonly retryAfterMs: number | undefined
    readonly retryable: boolean
  }>()
  expectTypeOf<ChatError>().toExtend<Error>()
  expectTypeOf<keyof ReturnType<ChatError['toJSON']>>().toEqualTypeOf<
    'name' | 'code' | 'message' | 'status' | 'requestId' | 'retryAfterMs' | 'retryable'
  >()
  const caught: unknown = undefined
  // @ts-expect-error: what is caught may be anything
  caught.code satisfies string
  if (isChatError(caught)) expectTypeOf(caught).toEqualTypeOf<ChatError>()
})

test('an outcome always has a completion, an ending and warnings; a cost where one was stated', () => {
  expectTypeOf<Pick<Required<ChatResult>, 'ending' | 'warnings' | 'cost'>>().toEqualTypeOf<{
    ending: Ending
    warnings: Warning[]
    cost: Cost
  }>()
  expectTypeOf<{ completion: ChatResult['completion']; ending: { kind: 'stopped' }; warnings: [] }>().toExtend<ChatResult>()
  expectTypeOf<{ completion: ChatResult['completion']; warnings: [] }>().not.toExtend<ChatResult>()
})

test('costs are summed where there are some', () => {
  expectTypeOf(addCosts).toEqualTypeOf<(...costs: readonly (Cost | undefined)[]) => Cost | undefined>()
  // @ts-expect-error: no currency is guessed
  addCosts({ amount: 1, unit: 'EUR' })
})
