import type { ChatMessage } from '@rivulet/chat'
import { asText } from '../shared/asText.js'

/** What an answer cites. */
export interface Source {
  /** As the gateway sent it: a part decides whether it links to it. */
  readonly url: string
  /** What the page calls itself. Absent where the gateway did not say. */
  readonly title?: string | undefined
  /** A few words of it. */
  readonly snippet?: string | undefined
}

/** What is read of a message for its sources: `extra` holds the gateway's own top-level fields, where the application keeps them on it. */
export type Citing = Pick<ChatMessage, 'wire'> & { readonly extra?: ChatMessage['extra'] | undefined }

/**
 * What an answer cites, in the order in which its text counts them: OpenAI's `annotations`, or `citations` and `search_results` as vendors send them, on
 * the message or beside it. Empty where it cites nothing.
 *
 * @see https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat
 * @see https://docs.perplexity.ai/api-reference/chat-completions-post
 */
export function sourcesOf({ wire, extra }: Citing): readonly Source[] {
  const fields = [wire, extra].filter(isRecord)
  const listOf = (name: string) => fields.map((field) => field[name]).find(Array.isArray) ?? []
  const annotations = unique(listOf('annotations').flatMap(annotated))
  const results = listOf('search_results').flatMap(sourceOf)
  const citations = listOf('citations').flatMap(sourceOf)
  const known = [...results, ...annotations]
  // The text counts citations by their places, so one that stands there twice keeps both.
  if (citations.length > 0) return citations.map((source) => ({ ...known.find(({ url }) => url === source.url), ...source }))
  return results.length > 0 ? results : annotations
}

function annotated(annotation: unknown): Source[] {
  if (!isRecord(annotation) || annotation['type'] !== 'url_citation') return []
  return sourceOf(annotation['url_citation'] ?? annotation)
}

function sourceOf(cited: unknown): Source[] {
  if (typeof cited === 'string') return cited.trim() === '' ? [] : [{ url: cited }]
  if (!isRecord(cited)) return []
  const [url, title, snippet] = [asText(cited['url']), asText(cited['title']), asText(cited['snippet'] ?? cited['content'])]
  if (url === '') return []
  return [{ url, ...(title !== '' && { title }), ...(snippet !== '' && { snippet }) }]
}

function unique(sources: readonly Source[]): Source[] {
  const first = new Map<string, Source>()
  for (const source of sources) if (!first.has(source.url)) first.set(source.url, source)
  return [...first.values()]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
