// What the core's client concludes of an answer behind the relay is what it concludes of the same answer without it.
import { createChatClient, type ChatResult } from '@rivulet/core'
import { cut, delay, DIALECTS, drip, type Fault, FAULTS, type GatewayOptions, html, stall } from '@rivulet/replay'
import { describe, expect, test } from 'vitest'
import { serveRelay } from '../relay.fixture.js'
import { GATEWAY_KEY, serveRelayedGateway } from './relayedGateway.fixture.js'

/** Without what differs from run to run, and the relay's own words. */
function conclusion({ completion, ending, ...rest }: ChatResult) {
  const { created: _created, extra, ...message } = completion
  const { rivulet: _rivulet, ...vendor } = extra ?? {}
  const error = ending.kind === 'failed' && { code: ending.error.code, status: ending.error.status, message: ending.error.message }
  return { ...rest, ...message, vendor, ending: error ? { kind: ending.kind, error } : ending }
}

async function concluded(baseURL: string, apiKey: string, content: string, stallMs?: number) {
  const client = createChatClient({ baseURL, apiKey, retry: { maxRetries: 0 }, timeouts: { stallMs, relaySilenceMs: 0 } })
  return conclusion(await client.stream({ model: 'default', messages: [{ role: 'user', content }] }).result)
}

/** A gateway, behind the relay and without it; each gives it up where it is silent for so long. */
async function bothOf(options: GatewayOptions, silenceMs?: number) {
  const limits = silenceMs === undefined ? {} : { upstreamIdleMs: silenceMs }
  const { direct, relayed } = await serveRelayedGateway({ tokensPerSecond: Infinity, ...options }, { limits })
  return async (content: string) => {
    const [there, behind] = await Promise.all([
      concluded(direct, GATEWAY_KEY, content, silenceMs),
      concluded(relayed, 'ann', content, silenceMs),
    ])
    return { there, behind }
  }
}

const both = async (content: string, options: GatewayOptions, silenceMs?: number) => (await bothOf(options, silenceMs))(content)

test.each(DIALECTS)('the answers of %s', async (dialect) => {
  const ask = await bothOf({ dialect })
  for (const [content, kind] of [
    ['haiku', 'complete'],
    ['parallel', 'complete'],
    ['reasoning', 'complete'],
    ['length', 'complete'],
    ['refusal', 'complete'],
    ['error', 'failed'],
    ['truncated', 'truncated'],
  ] as const) {
    const { there, behind } = await ask(content)
    expect(there.ending.kind, content).toBe(kind)
    expect(there.choices).not.toEqual([])
    expect(behind, content).toEqual(there)
  }
})

describe('what goes wrong between gateway and caller', () => {
  /** Told by the relay in its own words, since they happen to its connection and not to the caller's. */
  const DIFFERENT = ['stall', 'reset', 'html']
  const faults: Fault[] = FAULTS.filter(({ name }) => !DIFFERENT.includes(name)).map(({ make }) => make())
  const quick = faults.map((fault) => (fault.name === 'delay' ? delay({ ms: 50 }) : fault.name === 'drip' ? drip({ bytes: 2048 }) : fault))

  test.each(quick.map((fault) => [fault.name, fault] as const))('%s', async (_name, fault) => {
    const { there, behind } = await both('haiku', { faults: [fault] })
    expect(behind).toEqual(there)
  })

  test.each(['0%', '1%', '99%'] as const)('cut after %s', async (at) => {
    const { there, behind } = await both('haiku', { faults: [cut({ at })] })
    expect(behind).toEqual(there)
  })

  test('a gateway that falls silent: the relay gives up, and says so', async () => {
    // Longer than the machine may give this process no time in the middle of the first tokens.
    const { there, behind } = await both('haiku', { faults: [stall({ token: 5 })] }, 4000)
    expect(there.ending.kind).toBe('stalled')
    expect(behind.ending).toMatchObject({
      kind: 'failed',
      error: { code: 'network', message: expect.stringContaining('fell silent') as string },
    })
    expect(behind.choices).toEqual(there.choices)
  })

  test('a gateway that breaks off: nobody mistakes it for the way to the relay', async () => {
    const { upstream, baseURL } = await serveRelay()
    const broken = async (url: string) => {
      const client = createChatClient({ baseURL: url, headers: { 'x-user': 'ann' }, retry: { maxRetries: 0 } })
      const stream = client.stream({ model: 'default', messages: [{ role: 'user', content: 'haiku' }] })
      const { result } = stream
      const call = (await upstream.next()).head().say('Packets ', 'leave')
      // What a reset finds unread in a socket is lost with it.
      await expect.poll(() => stream.completion.choices[0]?.message.content).toBe('Packets leave')
      call.reset()
      return conclusion(await result)
    }
    const [there, behind] = [await broken(upstream.baseURL), await broken(baseURL)]
    expect(there.ending).toMatchObject({ kind: 'failed', error: { code: 'network' } })
    expect(behind.ending).toMatchObject({ kind: 'failed', error: { code: 'network', message: expect.stringContaining('relay') as string } })
    expect(behind.choices).toEqual(there.choices)
  })

  test('a web page in place of an answer is not passed on', async () => {
    const { there, behind } = await both('haiku', { faults: [html()] })
    expect(there.ending).toMatchObject({ kind: 'failed', error: { code: 'html_response' } })
    expect(behind.ending).toMatchObject({ kind: 'failed' })
    expect(JSON.stringify(behind)).not.toContain('Guest network')
    expect(behind.choices).toEqual([])
  })
})
