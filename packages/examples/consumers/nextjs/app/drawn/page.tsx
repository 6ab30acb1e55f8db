import { MessageText, Thread, UsageMeter } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { Markdown, StaticMarkdown } from '@rivulet/markdown/react'
import { SupportChat } from '../SupportChat'
import { HOURS, TALK } from './texts'

/** A server component, without a function of its own: what has to act in the browser is marked in the packages. */
export default function Page() {
  return (
    <>
      <StaticMarkdown text={HOURS} footnotes idPrefix="hours-" />
      <Markdown text="Answered by *people*." />
      <MessageText text="As it was written." />
      <UsageMeter usage={{ prompt_tokens: 12, completion_tokens: 30, total_tokens: 42 }} />
      <section className="talk">
        <Thread messages={TALK} />
      </section>
      <main className="support">
        <SupportChat id="drawn" />
      </main>
    </>
  )
}
