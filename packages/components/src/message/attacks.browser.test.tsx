// What a model, a tool or a gateway may be made to say, in every place of a message that is not its markdown; that is attacked in packages/markdown.
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { commands } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { ChatMessage } from '@rivulet/chat'
import { aMessage } from '../testing/messages.fixture.js'
import { Message } from './Message.js'
import { MessageDetails } from './MessageDetails.js'
import '../styles.css'

interface Attack {
  readonly name: string
  readonly markdown: string
}

const OWN: readonly Attack[] = [
  'javascript:globalThis.__pwned=1',
  'JaVa\tScRiPt:globalThis.__pwned=1',
  'data:text/html,<script>globalThis.__pwned=1</script>',
  'https://trusted.example@evil.example/p?d=SECRET',
  '"><img src=https://evil.example/x onerror=globalThis.__pwned=1>',
  'safe\u202egnp.exe\u2066\u{e0049}\u200b\u0000\u001b[201~\r',
  '__proto__',
  '${globalThis.__pwned=1}',
].map((markdown) => ({ name: JSON.stringify(markdown), markdown }))

/** Those of the workshop, where they stand beside the checkout. */
const shared = await commands
  .readFile('../../../../../shared/attacks/attacks.json')
  .then((file) => JSON.parse(file) as readonly Attack[])
  .catch((): readonly Attack[] => [])

const UNSEEN = /(?![\n\t])[\p{Cc}\u200b\u2028-\u202e\u2060-\u206f\u{e0000}-\u{e007f}]/u
const FORBIDDEN = 'script, iframe, object, embed, base, meta, style, link, form, video, math, animate, foreignObject'
const HARMLESS = /^(?:https?:|mailto:|tel:)/

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

function rowsOf(said: string): readonly ChatMessage[] {
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

function looksOf(container: Element): readonly string[] {
  const found = [...container.querySelectorAll(FORBIDDEN)].map((element) => element.localName)
  for (const element of container.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/.test(name)) found.push(`${name}=${value}`)
      if (/^(?:href|src|action|srcset|ping|formaction)$/.test(name) && !HARMLESS.test(value)) found.push(`${name}=${value}`)
      if (UNSEEN.test(value)) found.push(`unseen in ${name}`)
    }
  }
  const unseen = UNSEEN.exec(container.textContent)
  if (unseen)
    found.push(
      `unseen: U+${unseen[0].codePointAt(0)?.toString(16)} in ${container.textContent.slice(Math.max(0, unseen.index - 20), unseen.index)}`,
    )
  if ('__pwned' in globalThis) found.push('it ran')
  const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('evil.example'))
  return [...found, ...asked.map(({ name }) => `asked for ${name}`)]
}

describe.each([...OWN, ...shared])('$name', ({ markdown: said }) => {
  test('is only ever text', async () => {
    const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
    onTestFinished(() => void vi.restoreAllMocks())
    const nothing = () => undefined
    const screen = await render(
      <>
        {rowsOf(said).map((message) => (
          <Message key={message.id} message={message} last onApprove={nothing} onReject={nothing} onRetry={nothing} />
        ))}
        <MessageDetails message={answerOf(said)} />
      </>,
    )
    for (const fold of screen.container.querySelectorAll('details')) fold.open = true
    expect(looksOf(screen.container)).toEqual([])
    for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled()
  })
})

test('what is copied of it is text, and holds nothing that is not seen', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  onTestFinished(() => void vi.restoreAllMocks())
  const said = OWN.map(({ markdown }) => markdown).join('\n\n')
  const screen = await render(<Message message={aMessage({ role: 'assistant', content: said })} last />)
  await screen.getByRole('toolbar').getByRole('button', { name: 'Copy', exact: true }).click()
  await screen.getByRole('toolbar').getByRole('button', { name: 'Copy as Markdown' }).click()
  for (const [text] of write.mock.calls) {
    expect(text).not.toMatch(UNSEEN)
    expect(text).toContain('onerror=globalThis.__pwned=1>')
  }
  expect(write).toHaveBeenCalledTimes(2)
})
