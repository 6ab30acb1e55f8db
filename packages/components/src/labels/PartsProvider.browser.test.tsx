// The words and the place of layers, given once for all parts below.
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Chat } from '../chat/index.js'
import { Composer, ModelPicker, PartsProvider, Thread, UsageMeter } from '../index.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { ar } from './ar.js'
import { de } from './de.js'
import '../styles.css'

const ignore = () => undefined
const models = [{ id: 'small' }, { id: 'large' }]

test('parts below have its words; their own win, and so does another provider’s', async () => {
  const screen = await render(
    <PartsProvider labels={de}>
      <Composer onSend={ignore} />
      <PartsProvider labels={{ send: 'Ab damit' }}>
        <Composer onSend={ignore} labels={{ composer: 'Brief' }} />
      </PartsProvider>
      <PartsProvider labels={ar}>
        <Thread messages={[]} />
      </PartsProvider>
    </PartsProvider>,
  )
  const names = (role: 'button' | 'textbox' | 'log') =>
    screen
      .getByRole(role)
      .elements()
      .map((element) => element.getAttribute('aria-label'))
  expect(names('textbox')).toEqual([de.composer, 'Brief'])
  expect(names('button')).toEqual([de.send, 'Ab damit'])
  expect(names('log')).toEqual([ar.conversation])
})

const page = (labels: typeof de) => (
  <PartsProvider labels={labels}>
    <Composer onSend={ignore} />
  </PartsProvider>
)

test('another language takes the place of the one before', async () => {
  const screen = await render(page(de))
  await screen.rerender(page(ar))
  await expect.element(screen.getByRole('textbox', { name: ar.composer })).toBeVisible()
})

test('layers of parts below are put into its container, without one given to each', async () => {
  const host = document.createElement('div')
  document.body.append(host)
  const container = document.createElement('div')
  host.attachShadow({ mode: 'open' }).append(container)
  const screen = await render(
    <PartsProvider portalContainer={container}>
      <PartsProvider labels={de}>
        <ModelPicker models={models} value="small" onChange={ignore} />
      </PartsProvider>
    </PartsProvider>,
  )
  await userEvent.click(screen.getByRole('button'))
  await expect.poll(() => container.querySelectorAll('[role=option]').length).toBe(2)
  host.remove()
})

test('a chat gives its words and its container to what is put into it', async () => {
  const container = document.createElement('div')
  document.body.append(container)
  const screen = await render(
    <Chat
      chat={scriptedChat(() => ({ content: 'It rains.' }))}
      labels={de}
      portalContainer={container}
      composerTools={<ModelPicker models={models} value="small" onChange={ignore} />}
      footer={<UsageMeter usage={{ prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }} />}
    />,
  )
  await expect.element(screen.getByText(de.promptTokens, { exact: true })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: /small/ }))
  await expect.poll(() => container.querySelectorAll('[role=option]').length).toBe(2)
  container.remove()
})
