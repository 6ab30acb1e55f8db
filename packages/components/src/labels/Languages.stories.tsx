import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState, type ReactNode } from 'react'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import type { ChatMessage, ConversationInfo } from '@rivulet/chat'
import { Composer } from '../composer/index.js'
import { ConversationList } from '../conversations/index.js'
import { aDetailedAnswer, aMessage, anAnswer, aQuestion } from '../testing/messages.fixture.js'
import { Thread } from '../thread/index.js'
import { UsageMeter } from '../usage/index.js'
import { SPEECH, type Speech } from './speech.fixture.js'
import { LANGUAGES } from './words.fixture.js'

interface PageProps {
  /** The language of the words, the numbers and the dates. */
  language: keyof typeof LANGUAGES
}

const ASKED_AT = new Date(2026, 5, 18, 9, 30).getTime()
const complete = (finishReason: string, lostEvents = 0) => ({ kind: 'complete', finishReason, sawDone: true, lostEvents }) as const
const nothing = () => undefined

/** An answer that is whole, some that are not, and a tool that waits for the reader. */
function messagesIn({ question, answer }: Speech): ChatMessage[] {
  const asked = (id: string) => aQuestion(question, { id, createdAtMs: ASKED_AT })
  const call = { id: 'call', type: 'function', function: { name: 'measure_flow', arguments: '{"place":"meander","depthCm":12}' } } as const
  return [
    asked('first'),
    { ...aDetailedAnswer(answer, { id: 'whole' }), wire: { role: 'assistant', content: answer, refusal: null, reasoning_content: answer } },
    asked('second'),
    anAnswer(answer, { id: 'stopped', ending: { kind: 'stopped' } }),
    asked('third'),
    anAnswer(answer, { id: 'stalled', ending: { kind: 'stalled', idleMs: 125_000 } }),
    asked('fourth'),
    anAnswer(answer, { id: 'lost', ending: complete('stop', 3) }),
    asked('fifth'),
    aMessage(
      { role: 'assistant', content: answer, refusal: null, tool_calls: [call] },
      { id: 'calling', state: 'awaiting-approval', toolRuns: { call: { name: 'measure_flow', state: 'awaiting-approval' } } },
    ),
  ]
}

function conversationsIn({ titles }: Speech): ConversationInfo[] {
  const days = [0, 1, 5]
  return titles.map((title, index) => {
    const atMs = ASKED_AT - (days[index] ?? 0) * 86_400_000
    return { id: String(index), title, createdAtMs: atMs, updatedAtMs: atMs, pinned: index === 2 }
  })
}

/** What a page does with a language: its `lang`, its direction, and the words. */
function Page({ language }: PageProps): ReactNode {
  const [page, setPage] = useState<HTMLElement | null>(null)
  const labels = LANGUAGES[language]
  const speech = SPEECH[language]
  const error = { code: 'rate_limit', message: 'Slow down.', status: 429, requestId: 'req_01JD8Z6Q4T9M2B7XKQ0V5N3C1H' }
  return (
    <div className="story-app" ref={setPage} lang={labels.locale} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <ConversationList
        conversations={conversationsIn(speech)}
        currentId="0"
        answeringIds={['1']}
        nowMs={ASKED_AT}
        onSelect={nothing}
        onCreate={nothing}
        onRename={nothing}
        onPin={nothing}
        onRemove={nothing}
        portalContainer={page}
        labels={labels}
      />
      <div className="story-page">
        <Thread
          key={language}
          messages={messagesIn(speech)}
          error={error}
          onRetry={nothing}
          onContinue={nothing}
          onRegenerate={nothing}
          onEdit={nothing}
          onFeedback={nothing}
          onApprove={nothing}
          onReject={nothing}
          labels={labels}
        />
        <footer>
          <Composer onSend={nothing} attachments labels={labels} />
          <UsageMeter
            usage={{ prompt_tokens: 12_480, completion_tokens: 2316, total_tokens: 14_796 }}
            cost={{ amount: 11, unit: 'credits' }}
            context={{ used: 96_000, limit: 128_000 }}
            labels={labels}
          />
        </footer>
      </div>
    </div>
  )
}

const meta: Meta<PageProps> = {
  title: 'Languages',
  render: (args) => <Page {...args} />,
  args: { language: 'de' },
  argTypes: { language: { control: 'inline-radio', options: Object.keys(LANGUAGES) } },
  parameters: { layout: 'fullscreen' },
  tags: ['one-theme'],
}

export default meta
type Story = StoryObj<PageProps>

/** Words are long: buttons and notices wrap, and nothing is wider than the page. */
export const German: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText(LANGUAGES[args.language].stopped)).toBeVisible()
    await expect(canvas.getByRole('log').scrollWidth).toBeLessThanOrEqual(canvas.getByRole('log').clientWidth)
  },
}

/** From right to left. The error's own text, which is English, stands under an explanation in Arabic; titles in other scripts keep their direction. */
export const Arabic: Story = {
  args: { language: 'ar' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('alert')).toHaveTextContent('انتظر قليلًا')
    await expect(canvas.getByRole('alert')).toHaveTextContent('Slow down.')
    const list = canvas.getByRole('navigation', { name: 'المحادثات' })
    const log = canvas.getByRole('log', { name: 'المحادثة' })
    await expect(list.getBoundingClientRect().right).toBeGreaterThan(log.getBoundingClientRect().right - 1)
    await userEvent.click(within(list).getByRole('button', { name: /CSS grid/, expanded: false }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'حذف' }))
    const dialog = await screen.findByRole('alertdialog')
    await expect(dialog).toHaveAccessibleName('هل تريد حذف «\u2068CSS grid للمبتدئين\u2069»؟')
    await userEvent.click(within(dialog).getByRole('button', { name: 'إلغاء' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  },
}

export const Japanese: Story = {
  args: { language: 'ja' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('2 分 5 秒間何も届かなかったため、回答は途中までです。')).toBeVisible()
    await expect(canvas.getByText('回答のうち3か所を読み取れませんでした。')).toBeVisible()
    await expect(canvas.getByText('11クレジット')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: '拒否' }))
    await expect(canvas.getByRole('textbox', { name: '拒否の理由' })).toBeVisible()
  },
}
