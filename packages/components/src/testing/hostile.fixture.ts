import type { ChatMessage } from '@rivulet/chat'
import { aMessage } from './messages.fixture.js'

/** What a model, a tool or a gateway may be made to say, beside what ../shared/attacks holds. */
export const HOSTILE: readonly string[] = [
  'javascript:globalThis.__pwned=1',
  'JaVa\tScRiPt:globalThis.__pwned=1',
  'data:text/html,<script>globalThis.__pwned=1</script>',
  'https://trusted.example@evil.example/p?d=SECRET',
  '"><img src=https://evil.example/x onerror=globalThis.__pwned=1>',
  'safe\u202egnp.exe\u2066\u{e0049}\u200b\u0000\u001b[201~\r',
  '__proto__',
  '${globalThis.__pwned=1}',
]

/** An answer that says it wherever one can. */
function answerOf(said: string): ChatMessage {
  const call = (id: string, written: string) => ({ id, type: 'function', function: { name: said, arguments: written } })
  return aMessage(
    {
      role: 'assistant',
      content: [{ type: 'refusal', refusal: said }],
      annotations: [
        { type: 'url_citation', url_citation: { url: said, title: said } },
        { type: 'url_citation', url_citation: { url: 'https://a.example/', title: said, snippet: said } },
      ],
      search_results: [{ url: said, title: said, snippet: said }],
      images: [{ type: 'image_url', image_url: { url: said } }],
      tool_calls: [call('a', said), call('b', JSON.stringify({ [said]: said })), call('c', '{}'), call('d', '{}')],
    } as unknown as ChatMessage['wire'],
    {
      ending: { kind: 'complete', finishReason: said, sawDone: true, lostEvents: 0 },
      warnings: [{ code: said, message: said }],
      model: said,
      toolRuns: {
        a: { state: 'failed', result: said },
        b: { state: 'failed', result: { [said]: said, list: [said] } },
        c: { state: 'running', progress: said },
        d: { state: 'awaiting-approval', name: said },
      },
    },
  )
}

/** A message of each role that says it, and holds it as a file. */
export function hostileRows(said: string): readonly ChatMessage[] {
  const files = [
    { type: 'text', text: said },
    { type: 'text', text: `<file name="${said}">\n${said}\n</file>` },
    { type: 'image_url', image_url: { url: said } },
    { type: 'input_audio', input_audio: { data: said, format: said } },
    { type: 'file', file: { filename: said, file_data: said } },
    { type: said },
  ]
  return [
    aMessage({ role: 'user', content: files } as unknown as ChatMessage['wire'], { id: 'user' }),
    aMessage({ role: 'system', content: said }, { id: 'system' }),
    aMessage({ role: 'tool', tool_call_id: said, content: said }, { id: 'tool' }),
    { ...answerOf(said), id: 'answer' },
  ]
}

/** What must not be there, in words; nothing where all is well. It runs in the page that it looks at, so all that it needs stands in it. */
export function findBreaches(): string[] {
  const unseen = /(?![\n\t])[\p{Cc}\u200b\u2028-\u202e\u2060-\u206f\u{e0000}-\u{e007f}]/u
  const made = 'script, iframe, object, embed, base, style, form, video, math, animate, foreignObject'
  // Sounds and pictures that the message itself holds are no documents.
  const harmless = /^(?:https?:|mailto:|tel:|data:audio\/\w+;base64,|data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,])/
  const found = [...document.body.querySelectorAll(made)].map(({ localName }) => localName)
  for (const element of document.body.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${name}=${value}`)
      if (/^(?:href|src|action|srcset|ping|formaction)$/.test(name) && !harmless.test(value)) found.push(`${name}=${value}`)
      if (unseen.test(value)) found.push(`not seen, in ${name}`)
    }
  }
  const text = document.body.textContent
  const { index } = unseen.exec(text) ?? {}
  if (index !== undefined) found.push(`not seen: ${JSON.stringify(text.slice(Math.max(0, index - 20), index + 2))}`)
  if ('__pwned' in globalThis) found.push('it ran')
  const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('evil.example'))
  return [...found, ...asked.map(({ name }) => `asked for ${name}`)]
}
