import type { Cost } from './ChatResult.js'
import { isRecord } from './own.js'
import type { ChatCompletion } from './wire/completion.js'

/**
 * The cost that a completion states: `credits_used` in credits, `usage.cost` and `cost` in US dollars, whatever comes first in this
 * order. Numbers in strings count; no currency is guessed.
 */
export function costOf({ usage, extra = {} }: ChatCompletion): Cost | undefined {
  const credits = toAmount(extra['credits_used'])
  if (credits !== undefined) return { amount: credits, unit: 'credits' }
  const amount = toAmount((usage as { cost?: unknown } | undefined)?.cost) ?? toAmount(extra['cost'])
  return amount === undefined ? undefined : { amount, unit: 'USD' }
}

/**
 * Sums costs, skipping absent ones and those whose amount is no finite number. Undefined where there is none, or where units differ: credits
 * and dollars have no sum. Never throws. The sum is rounded to 12 decimals, so that 0.1 and 0.2 make 0.3.
 */
export function addCosts(...costs: readonly (Cost | undefined)[]): Cost | undefined {
  const known = costs.filter((cost): cost is Cost => Number.isFinite(cost?.amount))
  const unit = known[0]?.unit
  if (unit === undefined || known.some((cost) => cost.unit !== unit)) return undefined
  const amount = known.reduce((sum, cost) => sum + cost.amount, 0)
  return { amount: Number(amount.toFixed(12)), unit }
}

/** Perplexity states `usage.cost` as an object with a `total_cost`; nothing stands deeper. */
function toAmount(stated: unknown): number | undefined {
  const value = isRecord(stated) ? stated['total_cost'] : stated
  if (typeof value === 'string' && value.trim() === '') return undefined
  const amount = typeof value === 'string' ? Number(value) : value
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : undefined
}
