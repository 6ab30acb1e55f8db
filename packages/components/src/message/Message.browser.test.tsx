import { Profiler, useState, type ReactNode } from 'react'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { page as browserPage, userEvent, type Locator } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { ChatMessage } from '@rivulet/chat'
import { aDetailedAnswer, aMessage, anAnswer, aQuestion, MARKDOWN } from '../testing/messages.fixture.js'
import { Message, type MessageProps } from './Message.js'
import { Reasoning } from './Reasoning.js'
import { ToolCall } from './ToolCall.js'
import '../styles.css'

const call = (id: string, written: string) => ({ id, type: 'function', function: { name: 'look_up', arguments: written } }) as const

const growing = (wire: object): ChatMessage => aMessage({ role: 'assistant', content: null, ...wire }, { state: 'streaming' })

/** The row and the name of what has the focus. */
const focused = () => `${document.activeElement?.closest('article')?.dataset['messageId']} ${document.activeElement?.ariaLabel}`

const topOf = (locator: Locator) => locator.element().getBoundingClientRect().top

/** A text but for spaces, marks of lists and of what is not seen. */
const bare = (shown: string) => shown.replaceAll(/[\s•]|\d\.|U\+[\dA-F]+/g, '')

describe('a delta', () => {
  const commits: Record<string, number> = {}
  const counted = (id: string, node: ReactNode) => (
    <Profiler id={id} onRender={() => void (commits[id] = (commits[id] ?? 0) + 1)}>
      {node}
    </Profiler>
  )
  // Kept, as an application keeps them; all around them is written inline.
  const reasoning: NonNullable<MessageProps['parts']>['reasoning'] = (props) => counted('reasoning', <Reasoning {...props} />)
  const text: NonNullable<MessageProps['parts']>['text'] = (props) => counted('text', <p>{props.text}</p>)
  const toolCall: NonNullable<MessageProps['parts']>['toolCall'] = (props) => counted(`call ${props.call.id}`, <ToolCall {...props} />)
  const page = (message: ChatMessage) => (
    <Message
      message={message}
      parts={{ reasoning, text, toolCall }}
      labels={{ toolStates: { done: 'Ready' } }}
      markdown={{ gfm: true }}
      onApprove={() => undefined}
      onRetry={() => undefined}
    />
  )
  beforeEach(() => {
    for (const id of Object.keys(commits)) delete commits[id]
  })

  /** What is drawn again for each of the messages that follow the first. */
  async function commitsOf(...messages: readonly (ChatMessage | undefined)[]) {
    const [first, ...rest] = messages
    const screen = await render(page(first as ChatMessage))
    for (const id of Object.keys(commits)) delete commits[id]
    for (const message of rest) await screen.rerender(page(message as ChatMessage))
    return { ...commits }
  }

  test('of the thoughts draws the thoughts', async () => {
    const [a, b, c] = ['Let', 'Let me', 'Let me see'].map((reasoning_content) => growing({ reasoning_content }))
    expect(await commitsOf(a, b, c)).toEqual({ reasoning: 2 })
  })

  test('of the text draws the text', async () => {
    const [a, b, c] = ['A', 'A very', 'A very small'].map((content) => growing({ reasoning_content: 'Let me see', content }))
    expect(await commitsOf(a, b, c)).toEqual({ text: 2 })
  })

  test('of a call draws that call, and neither the text nor the call before it', async () => {
    const first = call('one', '{"q":1}')
    const wire = (written: string) =>
      growing({ reasoning_content: 'Hm', content: 'I will look.', tool_calls: [first, call('two', written)] })
    expect(await commitsOf(wire('{'), wire('{"q"'), wire('{"q":2'))).toEqual({ 'call two': 2 })
  })

  test('that is none draws nothing, whatever is written inline', async () => {
    const message = growing({ reasoning_content: 'Hm', content: 'I will look.', tool_calls: [call('one', '{"q":1}')] })
    expect(await commitsOf(message, { ...message }, { ...message })).toEqual({})
  })
})

describe('the actions of a message that is not the last', () => {
  const rows = Array.from({ length: 50 }, (_, index) => aDetailedAnswer(`Answer ${index}`, { id: `a${index}` }))
  const show = () =>
    render(
      <>
        {rows.map((message) => (
          <Message key={message.id} message={message} onRegenerate={() => undefined} onFeedback={() => undefined} />
        ))}
      </>,
    )

  test('are made when the pointer comes near, those of one message alone', async () => {
    const screen = await show()
    const second = screen.getByRole('article').nth(1)
    const others = [5, 9, 20].map((index) => screen.getByRole('article').nth(index).element())
    const { height } = second.element().getBoundingClientRect()
    await userEvent.hover(second)
    await expect.element(second.getByRole('toolbar')).toBeVisible()
    expect(others.flatMap((other) => [...other.querySelectorAll('[role=toolbar]')])).toEqual([])
    expect(second.element().getBoundingClientRect().height).toBe(height)
  })

  test('are reached by the Tab key, one stop for each message, with arrow keys within', async () => {
    await show()
    await userEvent.tab()
    await expect.poll(focused).toBe('a0 Copy')
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(focused()).toBe('a0 Regenerate')
    await userEvent.keyboard('{End}{ArrowRight}')
    expect(focused()).toBe('a0 Copy')
    await userEvent.keyboard('{ArrowRight}')
    await userEvent.tab()
    await expect.poll(focused).toBe('a1 Copy')
    await userEvent.tab({ shift: true })
    expect(focused()).toBe('a0 Copy as Markdown')
  })
})

describe('copying', () => {
  test('gives the text as it is read, and as it was written, without what is not seen', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const message = anAnswer(`${MARKDOWN}\nHi\u{e0049}\u{e0067}\u001b[201~`)
    const screen = await render(<Message message={message} last />)
    const actions = screen.getByRole('toolbar')
    await actions.getByRole('button', { name: 'Copy', exact: true }).click()
    const [[text] = []] = write.mock.calls
    const drawn = screen.container.querySelector('.rivulet-markdown')?.cloneNode(true) as HTMLElement
    for (const header of drawn.querySelectorAll('.rivulet-code-header, .rivulet-copy')) header.remove()
    expect(bare(text ?? '')).toBe(bare(drawn.textContent).replace(/^(.*brook2m)ts/, '$1'))
    expect(text).toContain('\nHi[201~')
    await actions.getByRole('button', { name: 'Copy as Markdown' }).click()
    expect(write.mock.calls[1]).toEqual([`${MARKDOWN}\nHi[201~`])
    write.mockRestore()
  })

  test.each(['a page', 'a shadow root'])('works in %s that has no clipboard, keeps the focus, and says so', async (place) => {
    const host = document.body.appendChild(document.createElement('div'))
    onTestFinished(() => host.remove())
    const root = place === 'a page' ? host : host.attachShadow({ mode: 'open' })
    const container = root.appendChild(document.createElement('div'))
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
    const copied: string[] = []
    const listen = (event: ClipboardEvent) => copied.push((event.composedPath()[0] as HTMLTextAreaElement).value)
    document.addEventListener('copy', listen)
    await render(<Message message={anAnswer('A *small* stream.')} last />, { container })
    const button = browserPage.getByRole('button', { name: 'Copy', exact: true })
    // Looked for from before the press on: it is gone again after two seconds.
    await Promise.all([expect.element(browserPage.getByText('Copied')).toBeInTheDocument(), button.click()])
    expect(copied).toEqual(['A small stream.'])
    expect((container.getRootNode() as Document | ShadowRoot).activeElement?.ariaLabel).toBe('Copy')
    expect(container.querySelector('textarea')).toBeNull()
    document.removeEventListener('copy', listen)
    write.mockRestore()
  })
})

test('a version that takes the place of another takes the focus over', async () => {
  const ids = ['one', 'two', 'three']
  const page = (shown: string) => (
    <Message
      key={shown}
      message={aQuestion(shown, { id: shown })}
      branches={{ ids, index: ids.indexOf(shown) }}
      onSelectBranch={(id) => void screen.rerender(page(id))}
    />
  )
  const screen = await render(<div />)
  await screen.rerender(page('one'))
  await screen.getByRole('button', { name: 'Next version' }).click()
  await expect.element(screen.getByText('2 / 3')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Next version' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(screen.getByText('3 / 3')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Next version' })).toHaveFocus()
})

test('a message that is read out falls silent when it goes, and when it is told to', async () => {
  const speak = vi.spyOn(speechSynthesis, 'speak').mockImplementation(() => undefined)
  const cancel = vi.spyOn(speechSynthesis, 'cancel')
  const screen = await render(<Message message={anAnswer('A *small* stream.')} last />)
  await screen.getByRole('button', { name: 'Read aloud' }).click()
  expect(speak.mock.calls.map(([{ text }]) => text)).toEqual(['A small stream.'])
  await screen.getByRole('button', { name: 'Stop reading' }).click()
  await screen.getByRole('button', { name: 'Read aloud' }).click()
  cancel.mockClear()
  await screen.unmount()
  expect(cancel).toHaveBeenCalledTimes(1)
  const silent = await render(<Message message={anAnswer('Another.')} last />)
  cancel.mockClear()
  await silent.unmount()
  expect(cancel).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('the details stand in the container that they are given, and Escape closes them', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  const screen = await render(<Message message={aDetailedAnswer('Short.')} last portalContainer={place} />)
  await screen.getByRole('button', { name: /^Details/ }).click()
  await expect.poll(() => place.textContent).toContain('example-large-2')
  await expect.element(screen.getByRole('button', { name: /^Details/ })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => place.textContent).toBe('')
  await expect.element(screen.getByRole('button', { name: /^Details/ })).toHaveFocus()
  place.remove()
})

test('where there is no room beside the text, the buttons of an ending stand under it, side by side', async () => {
  const message = anAnswer('It rains', { ending: { kind: 'stopped' } })
  const screen = await render(<Message message={message} onRetry={vi.fn()} onContinue={vi.fn()} />)
  screen.container.style.width = '340px'
  const retry = topOf(screen.getByRole('button', { name: 'Retry' }))
  expect(topOf(screen.getByRole('button', { name: 'Continue' }))).toBe(retry)
  expect(retry).toBeGreaterThan(topOf(screen.getByText('You stopped this answer.')))
})

test('a double click on Approve approves one call, whatever moves up under the pointer', async () => {
  const approved = vi.fn<(id: string) => void>()
  function Calls() {
    const [ids, setIds] = useState(['one', 'two'])
    const approve = (id: string) => {
      approved(id)
      setIds(ids.filter((other) => other !== id))
    }
    return ids.map((id) => <ToolCall key={id} call={call(id, '{}')} state="awaiting-approval" onApprove={() => approve(id)} />)
  }
  const screen = await render(<Calls />)
  await userEvent.dblClick(screen.getByRole('button', { name: 'Approve' }).first())
  expect(approved.mock.calls).toEqual([['one']])
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
  expect(approved.mock.calls).toEqual([['one'], ['two']])
})

test('a fold that find in page opened is closed by the first press, and opened by the second', async () => {
  const screen = await render(<Reasoning text="It rains." />)
  const fold = screen.container.querySelector('details') as HTMLDetailsElement
  const summary = fold.querySelector('summary') as HTMLElement
  fold.open = true
  await userEvent.click(summary)
  expect(fold.open).toBe(false)
  await userEvent.click(summary)
  expect(fold.open).toBe(true)
})

test('a fold of a value opens by keyboard', async () => {
  const message = aMessage(
    { role: 'assistant', content: null, tool_calls: [call('one', '{}')] },
    { toolRuns: { one: { state: 'failed', result: { found: [{ name: 'Nile' }] } } } },
  )
  const screen = await render(<Message message={message} last />)
  const summary = screen.getByText('0').element().closest('summary')
  summary?.focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('Nile')).toBeVisible()
})
