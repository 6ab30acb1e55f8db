import { expect, onTestFinished, test } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ConversationList } from '../conversations/index.js'
import { StreamInspector, type InspectedRun } from '../inspector/index.js'
import { ToolCall } from '../message/ToolCall.js'
import '../styles.css'

const session = cdp() as unknown as { send: (method: string, params?: object) => Promise<unknown> }

async function emulateTouch(): Promise<void> {
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 })
  onTestFinished(async () => void (await session.send('Emulation.setTouchEmulationEnabled', { enabled: false })))
  expect(matchMedia('(pointer: coarse)').matches).toBe(true)
}

const aRun = (id: string): InspectedRun => ({
  id,
  title: 'model',
  steps: [],
  events: [{ atMs: 0, type: 'message', data: '[DONE]', chars: 6 }],
})

test('on a phone no field is so small that the page is zoomed when it is touched', async () => {
  await emulateTouch()
  const conversation = { id: 'one', title: 'Rain', createdAtMs: 0, updatedAtMs: 0 }
  const call = { id: 'call', type: 'function', function: { name: 'send_mail', arguments: '{}' } } as const
  const screen = await render(
    <>
      <ConversationList conversations={[conversation]} onSelect={() => {}} onRename={() => {}} />
      <ToolCall call={call} state="awaiting-approval" onReject={() => {}} />
      <StreamInspector runs={['1', '2'].map(aRun)} />
    </>,
  )
  await screen.getByRole('button', { name: 'Reject' }).click()
  ;(screen.getByRole('button', { name: 'Rain', exact: true }).element() as HTMLElement).focus()
  await userEvent.keyboard('{F2}')
  const fields = () => [...screen.container.querySelectorAll('input, textarea, select')]
  await expect.poll(() => fields().length).toBeGreaterThan(5)
  const small = fields().filter((field) => Number.parseFloat(getComputedStyle(field).fontSize) < 16)
  expect(small.map(({ outerHTML }) => outerHTML)).toEqual([])
})
