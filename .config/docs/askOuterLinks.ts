// Asks every page of another site that documents lead to whether it is there: `node .config/docs/askOuterLinks.ts`. It needs a network and nothing that is installed.
import { fileURLToPath } from 'node:url'
import { outerLinks } from './links.ts'
import { LINKED } from './readDocuments.ts'

export interface Asked {
  link: string
  /** `gone` is what its site says, or a site that no longer has a name; `unclear` is a refusal, a fault of the server, or nothing within the limit. */
  answer: 'there' | 'gone' | 'unclear'
  /** The status, or why there is none. */
  why: string
}

export interface AskOptions {
  /** For one page. @defaultValue 30000 */
  timeoutMs?: number
  fetch?: typeof fetch
}

/** Asks for each page, a few at a time, and gives the answers in the order of the links. */
export async function askLinks(links: readonly string[], options: AskOptions = {}): Promise<Asked[]> {
  const answers: Asked[] = []
  const waiting = links.entries()
  const work = async () => {
    for (const [at, link] of waiting) answers[at] = await ask(link, options)
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return answers
}

async function ask(link: string, { timeoutMs = 30_000, fetch = globalThis.fetch }: AskOptions): Promise<Asked> {
  try {
    const response = await fetch(link, { headers: { 'user-agent': 'rivulet-links' }, signal: AbortSignal.timeout(timeoutMs) })
    await response.body?.cancel()
    const { status, ok } = response
    return { link, answer: ok ? 'there' : status === 404 || status === 410 ? 'gone' : 'unclear', why: String(status) }
  } catch (error) {
    // A name that is not found may be asked for again (EAI_AGAIN); one that does not exist is ENOTFOUND.
    const { code, message } = ((error as Error).cause ?? error) as { code?: string; message: string }
    return { link, answer: code === 'ENOTFOUND' ? 'gone' : 'unclear', why: code ?? message }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const documents = LINKED.map((document) => ({ document, links: outerLinks(document) }))
  const answers = await askLinks([...new Set(documents.flatMap(({ links }) => links))])
  for (const { link, answer, why } of answers.filter((asked) => asked.answer !== 'there')) {
    const where = documents.filter(({ links }) => links.includes(link)).map(({ document }) => document)
    process.stdout.write(`${answer}: ${link} (${why}), in ${where.join(', ')}\n`)
  }
  const gone = answers.filter(({ answer }) => answer === 'gone').length
  process.stdout.write(`${answers.length} links to other sites, ${gone} of them lead nowhere\n`)
  if (gone > 0) process.exitCode = 1
}
