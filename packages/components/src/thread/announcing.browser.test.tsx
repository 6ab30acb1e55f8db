import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import type { ChatMessage, Run } from '@rivulet/chat'
import { anAnswer, aQuestion } from '../testing/messages.fixture.js'
import { Thread } from './Thread.js'
import { growing } from './thread.fixture.js'
import type { ThreadOfMessages, ThreadProps } from './ThreadProps.js'
import '../styles.css'

type Props = Extract<ThreadProps, ThreadOfMessages>

async function listen(props: Partial<Props>) {
  const heard: string[] = []
  const page = (messages: readonly ChatMessage[], run: Run) => <Thread {...props} messages={messages} run={run} />
  const screen = await render(page([aQuestion('?')], { phase: 'connecting' }))
  const region = screen.container.querySelector('[aria-live="polite"]')
  if (region) {
    new MutationObserver(() => {
      if (region.textContent) heard.push(region.textContent)
    }).observe(region, { childList: true, characterData: true, subtree: true })
  }
  const say = (answer: ChatMessage, phase: Run['phase']) => screen.rerender(page([aQuestion('?'), answer], { phase }))
  return { screen, heard, say }
}

test('an answer is read out whole at its end, without its marks, and not before', async () => {
  const { heard, say, screen } = await listen({})
  for (const text of ['It', 'It **rains**. It', 'It **rains**. It pours.']) await say(growing(text), 'streaming')
  expect(heard).toEqual([])
  await say(anAnswer('It **rains**. It pours.'), 'idle')
  await expect.poll(() => heard).toEqual(['It rains. It pours.'])
  await expect.element(screen.getByText('The answer is complete.')).toHaveAttribute('role', 'status')
})

test('or sentence by sentence, each once', async () => {
  const { heard, say } = await listen({ announce: 'sentence' })
  await say(growing('It **rains**. It po'), 'streaming')
  await expect.poll(() => heard).toEqual(['It rains.'])
  await say(growing('It **rains**. It pours. The str'), 'streaming')
  await expect.poll(() => heard).toEqual(['It rains.', 'It pours.'])
  await say(anAnswer('It **rains**. It pours. The street is wet.'), 'idle')
  await expect.poll(() => heard).toEqual(['It rains.', 'It pours.', 'The street is wet.'])
})

test('or not at all', async () => {
  const { screen, say } = await listen({ announce: 'off' })
  await say(anAnswer('It rains.'), 'idle')
  // The buttons of a message have a status of their own, once a pointer is near.
  const regions = [...screen.container.querySelectorAll('[role=status], [aria-live=polite]')]
  expect(regions.filter((region) => region.closest('article') === null)).toEqual([])
})

test('while a tool waits for approval the log is not busy, and that is what is said', async () => {
  const { screen, say } = await listen({})
  await say(anAnswer('', { state: 'awaiting-approval' }), 'approval')
  await expect.element(screen.getByRole('log')).toHaveAttribute('aria-busy', 'false')
  await expect.element(screen.getByRole('status')).toHaveTextContent('A tool waits for your approval.')
})

test('an error that the answer’s ending tells of stands there alone; another stands at the end', async () => {
  const error = { code: 'gateway', message: 'It broke.' } as const
  const failed = anAnswer('Half', { ending: { kind: 'failed', error: error as never } })
  const screen = await render(<Thread messages={[aQuestion('?'), failed]} error={error} />)
  expect(screen.getByRole('alert').elements()).toHaveLength(1)
  await screen.rerender(<Thread messages={[aQuestion('?')]} error={error} notice={<p>Be patient.</p>} />)
  await expect.element(screen.getByRole('alert')).toBeVisible()
  await expect.element(screen.getByText('Be patient.')).toBeVisible()
})
