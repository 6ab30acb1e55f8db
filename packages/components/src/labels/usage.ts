import { plural } from '../shared/format.js'

/** Words of what an answer or a conversation took. */
export interface UsageLabels {
  promptTokens: string
  cachedTokens: string
  completionTokens: string
  reasoningTokens: string
  totalTokens: string
  cost: string
  /** How much of the model's context the conversation fills; `share` is a percentage in the locale's digits. */
  contextShare: (share: string) => string
  context: string
  /** `shown` is the amount in the locale's digits. */
  credits: (amount: number, shown: string) => string
}

export const usageLabels: UsageLabels = {
  promptTokens: 'In',
  cachedTokens: 'Cached',
  completionTokens: 'Out',
  reasoningTokens: 'Reasoning',
  totalTokens: 'Total',
  cost: 'Cost',
  contextShare: (share) => `${share} used`,
  context: 'Context',
  credits: (amount, shown) => `${shown} ${plural(amount, 'en', { one: 'credit', other: 'credits' })}`,
}
