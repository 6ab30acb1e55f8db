import type { ChatMessage } from '@rivulet/chat'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { Thread } from '../thread/Thread.js'
import '../styles.css'

it('in a page that centres its text, as the one of Vite does, answers are set as ever', async () => {
  const answer: ChatMessage = {
    id: 'a1',
    parentId: null,
    wire: { role: 'assistant', content: '# Rain\n\nIt falls.' },
    state: 'done',
    warnings: [],
    attempts: 1,
    toolRuns: {},
    createdAtMs: 0,
  }
  const screen = await render(
    <div className="page">
      <style>{'.page { text-align: center; letter-spacing: 4px }'}</style>
      <Thread messages={[answer]} />
    </div>,
  )
  const text = screen.getByText('It falls.').element()
  expect(getComputedStyle(text)).toMatchObject({ textAlign: 'start', letterSpacing: 'normal' })
})
