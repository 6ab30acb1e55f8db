import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Ask } from './Source.fixture.js'

async function* answer(): AsyncGenerator<string> {
  for (const piece of ['# On', 'e\n\n', 'two *th', 'ree*']) {
    await Promise.resolve()
    yield piece
  }
}

test('all of a stream is drawn, in strict mode as well, and each time it is asked for', async () => {
  const screen = await render(<Ask ask={answer} />, { wrapper: StrictMode })
  for (let times = 0; times < 2; times++) {
    await screen.getByRole('button').click()
    await expect.element(screen.getByText('three')).toBeVisible()
    expect(screen.container.querySelector('.rivulet-markdown')?.textContent).toBe('Onetwo three')
  }
})
