import type { Script } from '../answers/answer.js'
import { createGateway, fakeClock, type GatewayOptions } from '../index.js'

/** A request to a gateway, with a key, as a caller would make it. */
export function chatRequest(body: unknown, init: RequestInit = {}): Request {
  return new Request('http://gateway.test/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer a-key', 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  })
}

/** A gateway that says what the script holds, whatever is asked. */
export function scripted(script: Script, options: GatewayOptions = {}): (request: Request) => Promise<Response> {
  return createGateway({ ...options, answers: [{ name: 'scripted', word: '', title: '', write: () => script }] })
}

/** Everything that a gateway streams for one request, on a clock that takes no time. */
export async function streamText(script: Script | undefined, options: GatewayOptions, body: object = {}): Promise<string> {
  const clock = fakeClock()
  const gateway = script ? scripted(script, { ...options, clock }) : createGateway({ ...options, clock })
  const prompt = { role: 'user', content: 'Write a haiku about TCP' }
  const response = await gateway(chatRequest({ stream: true, messages: [prompt], ...body }))
  return clock.until(response.text())
}

/** The lines that carry data, as a document lists them, with the sample's id in place of the run's. */
export function dataLines(text: string, id: string): string[] {
  const [runId = ''] = /chatcmpl-\w+/.exec(text) ?? []
  return text.replaceAll(runId, id).split('\n\n').slice(0, -1)
}

/** What follows `data: ` in each line, parsed; `[DONE]` is left out. */
export function payloads(text: string): { [key: string]: unknown }[] {
  return dataLines(text, 'chatcmpl-abc')
    .map((line) => line.replace('data: ', ''))
    .filter((data) => data !== '[DONE]')
    .map((data) => JSON.parse(data) as { [key: string]: unknown })
}
