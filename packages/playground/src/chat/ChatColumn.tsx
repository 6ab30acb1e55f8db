import 'katex/dist/katex.min.css'
import { Composer, defaultLabels, Thread, type AnswerMarkdown, type Labels } from '@rivulet/components'
import { HighlightedCode } from '@rivulet/markdown/code'
import { Formula } from '@rivulet/markdown/math'
import { Mermaid } from '@rivulet/markdown/mermaid'
import { useChat, useChatState, useRun } from '@rivulet/react'
import { useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react'
import type { EventLog } from '../events/eventLog.js'
import type { GatewayChoice } from '../gateways.js'
import type { ModelChoice } from '../settings/useModel.js'
import { Figures } from './Figures.js'
import { measureAnswer } from './measureAnswer.js'
import { Welcome } from './Welcome.js'

export interface ChatColumnProps {
  gateway: GatewayChoice
  choice: ModelChoice
  log: EventLog
}

/** Where a keyboard is at hand the page opens on its field; on a phone that would only bring up the keys. */
const HAS_KEYBOARD = matchMedia('(pointer: fine)').matches

/** All that can be drawn; each library is loaded when an answer first needs it. */
const MARKDOWN: AnswerMarkdown = {
  math: true,
  footnotes: true,
  components: { codeText: HighlightedCode, formula: Formula, figures: { mermaid: Mermaid } },
}

/** The talk: its figures, its messages and the place to write. */
export function ChatColumn({ gateway, choice, log }: ChatColumnProps): ReactNode {
  const chat = useChat()
  const messages = useChatState((state) => state.messages)
  const run = useRun()
  const labels = useMemo(() => labelsFor(gateway), [gateway])
  const field = useRef<HTMLTextAreaElement>(null)
  const ask = async (text: string): Promise<void> => {
    chat.configure({ model: await choice.settle() })
    await chat.send(text)
  }

  // The suggestion goes away with the press; on a phone the field would bring up its keys over the answer.
  const askSuggested = (prompt: string): void => {
    if (HAS_KEYBOARD) field.current?.focus()
    void ask(prompt)
  }

  return (
    <main className="chat">
      <FiguresOfLast log={log} />
      <Thread
        messages={messages}
        run={run}
        labels={labels}
        markdown={MARKDOWN}
        empty={<Welcome gateway={gateway} onAsk={askSuggested} />}
        onRetry={() => chat.retry()}
        onContinue={() => chat.continueAnswer()}
      />
      <div className="dock">
        <Composer inputRef={field} autoFocus={HAS_KEYBOARD} running={run.phase !== 'idle'} onSend={ask} onStop={() => chat.stop()} />
        <p className="dock-note">Enter sends, Shift+Enter breaks the line</p>
      </div>
    </main>
  )
}

/** Where the key stands is this server's matter, so it is said here. */
function labelsFor({ kind }: GatewayChoice): Partial<Labels> {
  if (kind !== 'upstream') return {}
  return {
    errorText: (error) => {
      const text = defaultLabels.errorText(error)
      return error.code === 'auth' ? `${text} The playground sends the key in OPENAI_API_KEY: set it right and start it again.` : text
    },
  }
}

function FiguresOfLast({ log }: { log: EventLog }): ReactNode {
  const answer = useChatState(({ messages }) => messages.findLast(({ wire }) => wire.role === 'assistant'))
  const { exchanges } = useSyncExternalStore(log.subscribe, log.getSnapshot)
  return <Figures figures={measureAnswer(answer, exchanges.at(-1))} />
}
