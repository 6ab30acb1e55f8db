import { reasoningOf, textOf, type ChatMessage, type StoredConversation } from '@rivulet/chat'

/** The path of a conversation that is shown, as a document to read. */
export function toMarkdown({ info, messages }: StoredConversation): string {
  const title = info.title ?? 'Conversation'
  const sections = pathOf(messages, info.headId).flatMap((message) => sectionOf(message) ?? [])
  return `# ${oneLine(title)}\n\n${sections.join('\n\n')}\n`
}

/** The messages from the first to the last of the path shown. */
function pathOf(messages: readonly ChatMessage[], headId: string | null | undefined): ChatMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path: ChatMessage[] = []
  let next = (headId ? byId.get(headId) : undefined) ?? messages.at(-1)
  // A message that was met ends the walk, so that a damaged conversation does too.
  while (next && !path.includes(next)) {
    path.push(next)
    next = byId.get(next.parentId ?? '')
  }
  return path.toReversed()
}

function sectionOf(message: ChatMessage): string | undefined {
  const { wire, model, ending } = message
  const text = textOf(message)
  if (wire.role === 'user') return `## You\n\n${[text, ...attachmentsOf(message)].filter(Boolean).join('\n\n')}`
  if (wire.role === 'tool') return `### Result of a tool\n\n${fenced(text)}`
  if (wire.role !== 'assistant') return text === '' ? undefined : `## Instructions\n\n${text}`
  const reasoning = reasoningOf(message)
  return [
    model === undefined ? '## Assistant' : `## Assistant (${oneLine(model)})`,
    reasoning === '' ? '' : reasoning.replaceAll(/^/gm, '> '),
    text,
    ...(wire.tool_calls ?? []).map((call) =>
      call.type === 'function' ? `Calls \`${oneLine(call.function.name)}\`:\n\n${fenced(call.function.arguments)}` : '',
    ),
    ending === undefined || ending.kind === 'complete' ? '' : `*This answer is not whole: ${ending.kind}.*`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function attachmentsOf({ wire: { content } }: ChatMessage): string[] {
  return Array.isArray(content) ? content.flatMap((part) => (part.type === 'text' ? [] : [`*With an attachment (${part.type}).*`])) : []
}

/** A fence longer than any within. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
