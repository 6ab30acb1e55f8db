import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Block } from '@rivulet/markdown'
import { Markdown } from '@rivulet/markdown/react'
import { EmojiMarkdown, renderBlock } from './EmojiMarkdown.fixture.js'

const TEXT =
  'Hello :wave: *all :dog:*\n\n- one :cat:\n- [two](https://a.example/)\n\n| a :+1: |\n|:-:|\n| b |\n\n```\n:dog:\n```\n\n[no](javascript:alert(1)) ![an image](https://b.example/x.png) <b>\n\nlast :wave:'

test('a plugin of remark runs once for each block, when that is closed', async () => {
  const seen: Block[] = []
  const counted = vi.fn((block: Block) => {
    seen.push(block)
    return renderBlock(block)
  })
  const screen = await render(<Markdown text="" streaming renderBlock={counted} />)
  for (let end = 1; end <= TEXT.length; end += 3)
    await screen.rerender(<Markdown text={TEXT.slice(0, end)} streaming renderBlock={counted} />)
  await screen.rerender(<Markdown text={TEXT} streaming renderBlock={counted} />)
  expect(screen.container.textContent).toContain('last :wave:')
  expect(seen.map(({ type }) => type)).toEqual(['paragraph', 'list', 'table', 'code', 'paragraph'])
  await screen.rerender(<Markdown text={TEXT} renderBlock={counted} />)
  expect(seen).toHaveLength(6)
  expect(new Set(seen).size).toBe(6)
})

test('what the plugin made is drawn, and nothing that was not judged', async () => {
  const screen = await render(<EmojiMarkdown text={TEXT} />)
  const text = screen.container.textContent
  expect(text).toContain('Hello 👋 all 🐶')
  expect(text).toContain('one 🐱')
  expect(text).toContain('last 👋')
  expect(screen.container.querySelector('pre')?.textContent).toBe(':dog:\n')
  expect(screen.container.querySelector('td')?.getAttribute('align')).toBe('center')
  expect([...screen.container.querySelectorAll('a')].map((link) => link.href)).toEqual(['https://a.example/'])
  expect(screen.container.querySelector('img, b, [style]')).toBeNull()
  expect(text).toContain('no an image')
})
