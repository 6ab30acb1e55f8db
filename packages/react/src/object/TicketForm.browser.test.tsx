// The example of the README's section "Structured output".
import { afterEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { z } from 'zod'
import { eventually } from '../gateways.fixture.js'
import { useObjectStream } from '../index.js'

const ticket = z.object({ subject: z.string(), steps: z.array(z.string()) })

function Ticket({ mail }: { mail: string }) {
  const { object, result, error, submit } = useObjectStream({ baseURL: '/v1', model: 'default', schema: ticket })
  return (
    <section>
      <button onClick={() => void submit(`Make a ticket of this mail:\n\n${mail}`)}>Make a ticket</button>
      <h2>{object?.subject}</h2>
      <ol>
        {object?.steps?.map((step, at) => (
          <li key={at}>{step}</li>
        ))}
      </ol>
      {error ? <p role="alert">{error.message}</p> : null}
      <button disabled={!result}>Save</button>
    </section>
  )
}

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A gateway on the page's own origin, which says the next piece when it is told to. */
function dictated() {
  const { readable, writable } = new TransformStream<string, string>()
  const writer = writable.getWriter()
  const send = (data: string) => writer.write(`data: ${data}\n\n`)
  const body = readable.pipeThrough(new TextEncoderStream())
  vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  return {
    say: (content: string) => send(JSON.stringify({ choices: [{ index: 0, delta: { content } }] })),
    end: async () => {
      await send('[DONE]')
      await writer.close()
    },
  }
}

it('grows on the page, and can be saved when it is whole', async () => {
  const { say, end } = dictated()
  const screen = await render(<Ticket mail="The lights are out!" />)
  const isDisabled = () => screen.getByRole('button', { name: 'Save' }).element().hasAttribute('disabled')
  const shown = () => [...screen.container.querySelectorAll('h2, li')].map(({ textContent }) => textContent)
  await userEvent.click(screen.getByRole('button', { name: 'Make a ticket' }))
  void say('{"subject":"No pow')
  await eventually(() => expect(shown()).toEqual(['No pow']))
  void say('er","steps":["Check')
  await eventually(() => expect(shown()).toEqual(['No power', 'Check']))
  expect(isDisabled()).toBe(true)
  void say(' the fuse.","Call us."]}')
  void end()
  await eventually(() => expect(isDisabled()).toBe(false))
  expect(shown()).toEqual(['No power', 'Check the fuse.', 'Call us.'])
})

it('says why it cannot be saved', async () => {
  const { say, end } = dictated()
  const screen = await render(<Ticket mail="The lights are out!" />)
  await userEvent.click(screen.getByRole('button', { name: 'Make a ticket' }))
  void say('{"subject":"No power"}')
  void end()
  await eventually(() => expect(screen.container.querySelector('[role=alert]')?.textContent).toContain('steps'))
  expect(screen.getByRole('button', { name: 'Save' }).element().hasAttribute('disabled')).toBe(true)
})
