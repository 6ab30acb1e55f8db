import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Warnings } from './Warnings.js'

const lost = { code: 'lost-event', message: 'An event was skipped.' }
const exposed = { code: 'key-in-browser', message: 'Everyone can read the key.' }

test('what is so of every answer is not told under each', () => {
  const markup = renderToStaticMarkup(<Warnings warnings={[exposed, lost]} />)
  expect(markup).toContain('1 note on this answer')
  expect(markup).toContain(lost.message)
  expect(markup).not.toContain(exposed.message)
})

test('with nothing to tell of the answer itself, nothing is drawn', () => {
  expect(renderToStaticMarkup(<Warnings warnings={[exposed]} />)).toBe('')
  expect(renderToStaticMarkup(<Warnings warnings={[]} />)).toBe('')
})
