import { PATHS } from '../wires.ts'

/** The cheapest reader of an answer that could work: the floors have it, and assistant-ui, which leaves that to the application. */
export async function* readDeltas(signal?: AbortSignal): AsyncGenerator<string> {
  const response = await fetch(PATHS.openai, { method: 'POST', ...(signal ? { signal } : {}) })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  for (;;) {
    const read = await reader?.read()
    if (!read || read.done) return
    buffer += read.value
    for (let end = buffer.indexOf('\n\n'); end !== -1; end = buffer.indexOf('\n\n')) {
      const data = buffer.slice('data: '.length, end)
      buffer = buffer.slice(end + 2)
      if (data === '[DONE]') return
      const text = (JSON.parse(data) as { choices: [{ delta: { content?: string } }] }).choices[0].delta.content
      if (text) yield text
    }
  }
}
