import { composerLabels, type ComposerLabels } from './composer.js'
import { errorLabels, type ErrorLabels } from './error.js'
import { messageLabels, type MessageLabels } from './message.js'
import { threadLabels, type ThreadLabels } from './thread.js'
import { toolsLabels, type ToolsLabels } from './tools.js'
import { usageLabels, type UsageLabels } from './usage.js'

/** Every word that a part shows or says. Each area's words stand in a file of their own. */
export interface Labels extends ComposerLabels, ErrorLabels, MessageLabels, ThreadLabels, ToolsLabels, UsageLabels {
  /** BCP 47 tag for numbers, dates and plurals; belongs to the language of the words. */
  locale: string
}

/** Some of the words, to pass as `labels` to any part; the rest stay English, also within `errorTitles` and `toolStates`. */
export type LabelOverrides = {
  [Label in keyof Labels]?: Labels[Label] extends Record<string, string> ? Partial<Labels[Label]> : Labels[Label]
}

/** The English words. */
export const defaultLabels: Labels = {
  locale: 'en',
  ...composerLabels,
  ...errorLabels,
  ...messageLabels,
  ...threadLabels,
  ...toolsLabels,
  ...usageLabels,
}

/** The given words over the English ones. */
export function resolveLabels(labels: LabelOverrides | undefined): Labels {
  if (!labels) return defaultLabels
  return {
    ...defaultLabels,
    ...labels,
    errorTitles: { ...defaultLabels.errorTitles, ...labels.errorTitles },
    toolStates: { ...defaultLabels.toolStates, ...labels.toolStates },
  }
}
