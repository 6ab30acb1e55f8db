import { createChatClient } from '@rivulet/core'
import { createGateway, toFetch } from '@rivulet/replay'
import { StrictMode, useEffect } from 'react'
import { describe, expect, it } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { z } from 'zod'
import { countFrames, torrent } from '../frames.fixture.js'
import { eventually, gatewayScope, TEST_KEY } from '../gateways.fixture.js'
import { useObjectStream, type ObjectStreamState } from '../index.js'

const stop = z.object({ at: z.string(), what: z.string() })
const schema = z.object({ city: z.string(), stops: z.array(stop).min(8) })
/** It takes so long that no answer is whole before the slowest machine has stopped it. */
const endless = z.object({ city: z.string(), stops: z.array(stop).min(100) })

type Trip = ObjectStreamState<z.input<typeof schema>, z.output<typeof schema>>

const options = (scope: ReturnType<typeof gatewayScope>) => ({
  baseURL: scope.baseURL('infery'),
  apiKey: TEST_KEY,
  model: 'gpt-4o',
  schema,
})

describe('useObjectStream', () => {
  it('has an object grow on the page, and gives it whole', async () => {
    const scope = gatewayScope()
    let trip: Trip | undefined
    const shown = new Set<number>()
    function Page() {
      trip = useObjectStream(options(scope))
      shown.add(trip.object?.stops?.length ?? 0)
      return (
        <ol aria-busy={trip.phase !== 'idle'}>
          {trip.object?.stops?.map(({ what }, at) => (
            <li key={at}>{what}</li>
          ))}
        </ol>
      )
    }
    await render(<Page />)
    expect(trip).toMatchObject({ phase: 'idle', object: undefined, result: undefined, error: null })
    // A machine that stands still for as long as the object comes draws all of it at once: then it is asked for once more.
    for (let times = 0; shown.size <= 2 && times < 5; times += 1) {
      shown.clear()
      await trip?.submit('A day')
      await eventually(() => expect(trip?.result).toBeDefined())
    }
    expect(schema.parse(trip?.result)).toEqual(trip?.object)
    expect(trip).toMatchObject({ phase: 'idle', ending: { kind: 'complete' }, error: null })
    expect(document.querySelectorAll('li')).toHaveLength(8)
    expect(shown.size).toBeGreaterThan(2)
  })

  it('renders once a frame at most', async () => {
    const { client } = torrent()
    let renders = 0
    const { result } = await renderHook(() => {
      renders += 1
      return useObjectStream({ client, model: 'm', schema })
    })
    const framesSoFar = countFrames()
    const before = renders
    await result.current.submit('A day')
    const frames = framesSoFar()
    await eventually(() => expect(result.current.phase).toBe('idle'))
    expect(result.current.result).toBeDefined()
    // waiting, what comes first, validating and the end come at once; all others with a frame
    expect(renders - before).toBeLessThanOrEqual(frames + 4)
  })

  it('stops when it unmounts: the request is closed at the gateway', async () => {
    const scope = gatewayScope()
    const { result, unmount } = await renderHook(() => useObjectStream({ ...options(scope), schema: endless }))
    const submitted = result.current.submit('A day')
    await eventually(() => expect(result.current.text.length).toBeGreaterThan(10))
    await unmount()
    expect(await submitted).toMatchObject({ ending: { kind: 'stopped' }, result: undefined })
    expect(await scope.ended(1)).toMatchObject([{ ending: 'disconnected' }])
  })

  it('is not stopped by the second mount of StrictMode', async () => {
    const { client } = torrent()
    let trip: Trip | undefined
    const submitted: Promise<Trip | object>[] = []
    function Page() {
      const state = useObjectStream({ client, model: 'm', schema })
      trip = state
      const { submit } = state
      useEffect(() => {
        if (submitted.length === 0) submitted.push(submit('A day'))
      }, [submit])
      return null
    }
    await render(<Page />, { wrapper: StrictMode })
    expect(await submitted[0]).toMatchObject({ ending: { kind: 'complete' } })
    await eventually(() => expect(trip?.result).toBeDefined())
  })

  it('keeps its functions, applies options that change to the next request, and calls the latest callback', async () => {
    const { client, models } = torrent()
    const finished: string[] = []
    const { result, rerender } = await renderHook((model: string = 'one') =>
      useObjectStream({
        client,
        model,
        schema: z.object({ city: z.string() }),
        onFinish: ({ city }) => finished.push(`${model}: ${city}`),
      }),
    )
    const { submit } = result.current
    const first = submit('Where?')
    await rerender('two')
    await first
    expect(result.current.submit).toBe(submit)
    await submit('Where?')
    expect(models).toEqual(['one', 'two'])
    expect(finished).toEqual(['two: Cairo', 'two: Cairo'])
  })

  it('stops at once, and keeps what came', async () => {
    const scope = gatewayScope()
    const { result } = await renderHook(() => useObjectStream({ ...options(scope), schema: endless }))
    void result.current.submit('A day')
    await eventually(() => expect(result.current.object?.city).toBeDefined())
    await result.current.stop()
    await eventually(() => expect(result.current).toMatchObject({ phase: 'idle', ending: { kind: 'stopped' }, error: null }))
    expect(result.current.object?.city).toBeDefined()
    expect(await scope.ended(1)).toMatchObject([{ ending: 'disconnected' }])
  })

  it('tells why there is no object, and keeps the text', async () => {
    const gateway = toFetch(
      createGateway({
        timeToFirstTokenMs: 0,
        tokensPerSecond: Infinity,
        answers: [{ name: 'no', word: '', title: 'No', write: () => ({ content: 'Sure! It is Oslo.' }) }],
      }),
    )
    const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: gateway })
    const { result } = await renderHook(() => useObjectStream({ client, model: 'm', schema }))
    await result.current.submit('Where?')
    await eventually(() => expect(result.current.error).toMatchObject({ name: 'ObjectStreamError', code: 'invalid_json' }))
    expect(result.current.text).toBe('Sure! It is Oslo.')
  })
})
