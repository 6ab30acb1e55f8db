import { reasoningOf, textOf, type ChatMessage, type StoredConversation } from '@rivulet/chat'
import { pathOf } from '../conversations/pathOf.js'

/** The path of a conversation that is shown, as a document to read. */
export function toMarkdown(conversation: StoredConversation): string {
  const title = conversation.info.title ?? 'Conversation'
  const sections = pathOf(conversation).flatMap((message) => sectionOf(message) ?? [])
  return `# ${oneLine(title)}\n\n${sections.join('\n\n')}\n`
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
