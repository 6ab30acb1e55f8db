// The example of the README's section "Structured output".
import { createGateway, toFetch, type Answer } from '@rivulet/replay'
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

const write = (...content: string[]): Answer => ({ name: 'ticket', word: '', title: 'Ticket', write: () => ({ content }) })

/** The gateway needs no key, as one on the page's own origin that adds it. */
function serve(answer: Answer) {
  const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 20, answers: [answer] }))
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', 'Bearer of-the-server')
    return gateway(new URL(input, 'https://gateway.example'), { ...init, headers })
  })
}

it('grows on the page, and can be saved when it is whole', async () => {
  serve(write('{"subject":"No pow', 'er","steps":["Check', ' the fuse.","Call', ' us."]}'))
  const screen = await render(<Ticket mail="The lights are out!" />)
  const headings = new Set<string>()
  new MutationObserver(() => headings.add(screen.container.querySelector('h2')?.textContent ?? '')).observe(screen.container, {
    subtree: true,
    childList: true,
    characterData: true,
  })
  await userEvent.click(screen.getByRole('button', { name: 'Make a ticket' }))
  await eventually(() => expect(screen.getByRole('button', { name: 'Save' }).element()).toHaveProperty('disabled', false))
  expect([...headings]).toEqual(['No pow', 'No power'])
  expect([...screen.container.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['Check the fuse.', 'Call us.'])
})

it('says why it cannot be saved', async () => {
  serve(write('{"subject":"No power"}'))
  const screen = await render(<Ticket mail="The lights are out!" />)
  await userEvent.click(screen.getByRole('button', { name: 'Make a ticket' }))
  await eventually(() => expect(screen.container.querySelector('[role=alert]')?.textContent).toContain('steps'))
  expect(screen.getByRole('button', { name: 'Save' }).element()).toHaveProperty('disabled', true)
})
