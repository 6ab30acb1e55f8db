// The focus of a whole chat: whatever is pressed goes away with what it did, and the focus with it unless somebody sees to it.
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defineTool, type Chat as ChatHandle } from '@rivulet/chat'
import { z } from 'zod'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { Chat, type ChatProps } from './Chat.js'
import '../styles.css'

async function show(chat: ChatHandle, props: Partial<ChatProps> = {}) {
  const screen = await render(<Chat {...props} chat={chat} />)
  onTestFinished(() => chat.stop())
  const button = (name: string) => screen.getByRole('button', { name, exact: true })
  return { screen, log: screen.getByRole('log'), field: screen.getByRole('textbox', { name: 'Message', exact: true }), button }
}

/** By the keyboard, as those press it who lose most with the focus. */
async function press(element: Element): Promise<void> {
  ;(element as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
}

const ended = async (chat: ChatHandle) => vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 60_000 })

test('what a suggestion, Regenerate and a version leave behind is within the conversation', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains.' }))
  const { button, log } = await show(chat, { suggestions: ['Why?'] })
  await press(button('Why?').element())
  await expect.element(log).toHaveFocus()
  await expect.element(button('Regenerate')).toBeVisible()
  await ended(chat)
  await press(button('Regenerate').element())
  await expect.element(button('Previous version')).toBeVisible()
  await ended(chat)
  await expect.element(log).toHaveFocus()
  await press(button('Previous version').element())
  await expect.element(button('Next version')).toHaveAttribute('aria-disabled', 'false')
  await expect.element(button('Previous version')).toHaveFocus()
})

test('so does what goes on with an answer, or tries it again', async () => {
  const endings = ['error', 'truncated', 'complete'] as const
  let asked = 0
  const chat = scriptedChat(() => ({ content: 'It rains, and it pours.', ending: endings[asked++] }))
  const { button, log } = await show(chat)
  await chat.send('Why?')
  await expect.element(button('Retry')).toBeVisible()
  await ended(chat)
  await press(button('Retry').element())
  await expect.element(log).toHaveFocus()
  await expect.element(button('Continue')).toBeVisible()
  await ended(chat)
  await press(button('Continue').element())
  await expect.element(log).toHaveFocus()
  // The code that goes on is fetched when it is first wanted; until then nothing runs.
  await expect.poll(() => asked).toBe(3)
  await ended(chat)
  expect(asked).toBe(3)
})

test('a decision on a tool leaves the focus on the tool', async () => {
  let asked = 0
  const chat = scriptedChat(() => (asked++ % 2 === 0 ? { toolCalls: [{ name: 'look', arguments: '{}' }] } : { content: 'Done.' }), {
    tools: [defineTool({ name: 'look', description: 'Looks', parameters: z.object({}), needsApproval: true, execute: () => 'Rain' })],
  })
  const { screen, button } = await show(chat)
  for (const turn of [0, 1]) {
    await chat.send('Look')
    if (turn === 0) await expect.element(button('Approve')).toBeVisible()
    else {
      await expect.element(button('Reject')).toBeVisible()
      await press(button('Reject').element())
      await expect.element(screen.getByPlaceholder('Why not? (optional)')).toHaveFocus()
    }
    if (turn === 0) await press(button('Approve').element())
    else await userEvent.keyboard('no{Enter}')
    await expect
      .poll(() => document.activeElement?.closest('.rivulet-tool')?.getAttribute('data-state'))
      .toBe(turn === 0 ? 'done' : 'rejected')
    await ended(chat)
  }
})

test('an edited question keeps the focus in its row, and leaves it within the conversation once it is sent', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains.' }))
  const { screen, log, button } = await show(chat)
  await chat.send('Why?')
  await ended(chat)
  const question = screen.getByRole('article', { name: 'You' })
  await question.hover()
  const edit = question.getByRole('button', { name: 'Edit' })
  await expect.element(edit).toBeVisible()
  await press(edit.element())
  const field = question.getByRole('textbox')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Edit')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard(' Really?{Enter}')
  await expect.element(screen.getByText('Why? Really?')).toBeVisible()
  await ended(chat)
  await expect.element(log).toHaveFocus()
})

test('a queue that goes on, and a message that is sent while it is changed, leave it in the field', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains.' }), {}, { timeToFirstTokenMs: 600_000 })
  const { screen, button, field } = await show(chat)
  await chat.send('One')
  await chat.send('Two')
  await chat.send('Three')
  await chat.stop()
  await expect.element(button('Send now')).toBeVisible()
  await press(button('Send now').element())
  await expect.element(field).toHaveFocus()
  await press(screen.getByRole('region').getByRole('button', { name: 'Edit' }).first().element())
  await expect.element(screen.getByRole('textbox', { name: 'Edit' })).toHaveFocus()
  chat.queue.remove(chat.getSnapshot().queue[0]?.id ?? '')
  await expect.element(field).toHaveFocus()
})
