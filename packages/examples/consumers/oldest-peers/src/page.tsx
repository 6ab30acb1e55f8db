// What is drawn with the libraries of others: formulas, diagrams, code by modes and by Shiki; and a hook over TanStack Query.
import { HighlightedCode } from '@rivulet/markdown/code'
import { Formula } from '@rivulet/markdown/math'
import { toMdast } from '@rivulet/markdown/mdast'
import { Mermaid } from '@rivulet/markdown/mermaid'
import { Markdown } from '@rivulet/markdown/react'
import { createHighlightedCode, createShikiHighlighter } from '@rivulet/markdown/shiki'
import { createChatClient, modelsOptions } from '@rivulet/react'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { RootContent } from 'mdast'
import { createRoot } from 'react-dom/client'
import { createHighlighter, createJavaScriptRegexEngine } from 'shiki'
import '@rivulet/markdown/styles.css'
import 'katex/dist/katex.min.css'

const CODE = '```ts\nconst rain = "falls" // on the roof\n```'
const TEXT = `Of $\\sqrt{2}$:\n\n${CODE}\n\n\`\`\`mermaid\nflowchart LR\n  spring --> river\n\`\`\`\n`

const shiki = await createHighlighter({ themes: [], langs: ['ts'], engine: createJavaScriptRegexEngine() })
const ShikiCode = createHighlightedCode(createShikiHighlighter(shiki))
const components = { codeText: HighlightedCode, formula: Formula, figures: { mermaid: Mermaid } }
export const node: RootContent = toMdast({ type: 'thematicBreak' } as Parameters<typeof toMdast>[0])

const client = createChatClient({ baseURL: '/v1' })

function Models() {
  const { data } = useQuery(modelsOptions(client))
  return <output>{data?.length}</output>
}

createRoot(document.querySelector('#root') ?? document.body).render(
  <QueryClientProvider client={new QueryClient()}>
    <section>
      <Markdown text={TEXT} math components={components} />
    </section>
    <aside>
      <Markdown text={CODE} components={{ codeText: ShikiCode }} />
    </aside>
    <Models />
  </QueryClientProvider>,
)
