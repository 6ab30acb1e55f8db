import { type ChatClient, type ChatStream, createChatClient } from '@rivulet/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cut, stall } from '../index.js'
import { readRecording } from '../recordingFile.fixture.js'
import { playRecording, type PlayRecordingOptions } from '../vitest.js'

const request = { model: 'default', messages: [{ role: 'user' as const, content: 'Hello' }] }

function play(name: string, options?: PlayRecordingOptions) {
  const played = playRecording(readRecording(name), options)
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: () => 'a-key', fetch: played.fetch })
  return { ...played, client }
}

/** A stream that is read, whether anybody looks or not. */
function start(client: ChatClient): ChatStream {
  const stream = client.stream(request)
  void stream.result
  return stream
}

const textOf = (stream: ChatStream) => stream.completion.choices[0]?.message.content ?? ''

describe('playUntil', () => {
  it('holds the answer at a token, and goes on from there', async () => {
    const { client, playUntil, playToEnd } = play('inferex-prose')
    const stream = start(client)
    await playUntil(1)
    expect(textOf(stream)).toBe('Rain')
    await playUntil(37)
    const held = textOf(stream)
    expect(held).toMatch(/^Rain that falls on the high moor [^]*\bhollow$/)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(textOf(stream)).toBe(held)
    await playUntil(38)
    expect(textOf(stream)).toBe(`${held} until`)
    await playToEnd()
    expect(await stream.result).toBeComplete({ finishReason: 'stop' })
  })

  it('lets what is tested end it there, with what came kept', async () => {
    const { client, playUntil } = play('inferex-prose')
    const stream = start(client)
    await playUntil(3)
    await stream.stop()
    const result = await stream.result
    expect(result).toBeStopped()
    expect(result).toHaveText('Rain that falls')
  })

  it('says so where the client has left, and nothing more can come', async () => {
    const { client, playUntil, playToEnd } = play('inferex-prose')
    const stream = start(client)
    await playUntil(3)
    await stream.stop()
    await expect(playUntil(10)).rejects.toThrow('playUntil(10) came as far as token 3 of 205: the client has left')
    await playToEnd()
  })

  it('takes its time on the clock', async () => {
    const recording = readRecording('inferex-prose')
    const { client, playUntil, clock } = play('inferex-prose')
    const startMs = clock.now()
    start(client)
    await playUntil(37)
    const tokens = recording.events.filter(([, , kind, value]) => kind === 'data' && /"content":"[^"]/.test(value))
    expect(clock.now() - startMs).toBe(tokens[36]?.[0])
  })

  it('counts tokens over all exchanges', async () => {
    const { client, playUntil, playToEnd, player } = play('infinityblue-tool-loop')
    const first = client.stream(request)
    await playUntil(2)
    expect(player.state.exchange).toBe(1)
    // The next request comes from what is tested, once it has its result.
    const second = first.result.then(() => client.stream(request).result)
    await playUntil(12)
    expect(player.state.exchange).toBe(2)
    const third = second.then(() => client.stream(request).result)
    await playToEnd()
    expect(await second).toHaveToolCall('read_gauge')
    expect(await third).toHaveText(/\*\*cm\*\*: 312/)
  })

  it('says how many tokens there are, and who waits for whom', async () => {
    const { client, playUntil, playToEnd } = play('inferex-truncated')
    await expect(playUntil(1)).rejects.toThrow(
      /^playUntil\(1\) came as far as token 0 of 30: the player waits for request 1 of 1, which the client/,
    )
    await expect(playToEnd()).rejects.toThrow(/^playToEnd\(\) came as far as token 0/)
    start(client)
    await expect(playUntil(31)).rejects.toThrow(
      new RangeError('playUntil(31): the recording has 30 token(s), with its faults. Ask for one of them.'),
    )
  })
})

describe('playToEnd', () => {
  it('plays with faults', async () => {
    const { client, playToEnd, player } = play('inferex-prose', { faults: [cut({ token: 5 })] })
    const { result } = client.stream(request)
    await playToEnd()
    expect(player.state.tokens).toEqual({ played: 5, total: 5 })
    expect(await result).toBeTruncated()
  })

  it('leaves silence where the recording was left', async () => {
    const { client, playToEnd } = play('inferex-prose', { faults: [stall({ token: 5 })] })
    const stream = start(client)
    await playToEnd()
    expect(textOf(stream)).toBe('Rain that falls on the')
    await stream.stop()
    expect(await stream.result).toBeStopped()
  })

  it('plays 20,000 tokens', async () => {
    const { client, playToEnd } = play('tokenhub-giant')
    const { result } = client.stream(request)
    await playToEnd()
    expect(await result).toBeComplete()
  })
})

describe('a client that waits to try again', () => {
  afterEach(() => void vi.useRealTimers())

  it('is given its time by its own timers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { client, playUntil, playToEnd } = play('inferex-rate-limited')
    const stream = start(client)
    await expect(playUntil(1)).rejects.toThrow('the player waits for request 2 of 2')
    await vi.advanceTimersByTimeAsync(2000)
    await playUntil(1)
    expect(textOf(stream)).toBe('Packets')
    await playToEnd()
    expect(await stream.result).toBeComplete()
  })
})
