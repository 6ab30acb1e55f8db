import { attachmentsLabels, type AttachmentsLabels } from './attachments.js'
import { composerLabels, type ComposerLabels } from './composer.js'
import { conversationsLabels, type ConversationsLabels } from './conversations.js'
import { errorLabels, type ErrorLabels } from './error.js'
import { inspectorLabels, type InspectorLabels } from './inspector.js'
import { messageLabels, type MessageLabels } from './message.js'
import { modelsLabels, type ModelsLabels } from './models.js'
import { threadLabels, type ThreadLabels } from './thread.js'
import { toolsLabels, type ToolsLabels } from './tools.js'
import { usageLabels, type UsageLabels } from './usage.js'

/** Every word that a part shows or says. Each area's words stand in a file of their own. */
export interface Labels
  extends
    ComposerLabels,
    ConversationsLabels,
    ErrorLabels,
    InspectorLabels,
    MessageLabels,
    ThreadLabels,
    ToolsLabels,
    UsageLabels,
    AttachmentsLabels,
    ModelsLabels {
  /** BCP 47 tag for numbers, dates and plurals; belongs to the language of the words. */
  locale: string
}

/** Some of the words, to pass as `labels` to any part; the rest stay English, also within groups as `errorTitles` and `toolStates`. */
export type LabelOverrides = {
  [Label in keyof Labels]?: Labels[Label] extends Record<string, string> ? Partial<Labels[Label]> : Labels[Label]
}

/** The English words. */
export const defaultLabels: Labels = {
  locale: 'en',
  ...modelsLabels,
  ...attachmentsLabels,
  ...composerLabels,
  ...conversationsLabels,
  ...errorLabels,
  ...inspectorLabels,
  ...messageLabels,
  ...threadLabels,
  ...toolsLabels,
  ...usageLabels,
}

/** Words are put together once for each object of them, over what they stand on: a thread asks for the same ones at every row. */
const resolved = new WeakMap<Labels, WeakMap<LabelOverrides, Labels>>()

/** The given words over others, which are the English ones at first. */
export function resolveLabels(labels: LabelOverrides | undefined, over: Labels = defaultLabels): Labels {
  if (!labels) return over
  const known = resolved.get(over) ?? new WeakMap<LabelOverrides, Labels>()
  resolved.set(over, known)
  const words = known.get(labels) ?? merged(labels, over)
  known.set(labels, words)
  return words
}

function merged(labels: LabelOverrides, over: Labels): Labels {
  return Object.fromEntries(
    Object.entries(over).map(([name, word]) => {
      const given: unknown = Object.hasOwn(labels, name) ? Reflect.get(labels, name) : undefined
      return [name, typeof word === 'object' ? { ...word, ...(given as object | undefined) } : (given ?? word)]
    }),
  ) as unknown as Labels
}
