import type { RelayOptions } from './RelayOptions.js'

const LISTS = ['models', 'origins', 'forwardHeaders'] as const
const CALLBACKS = ['onUsage', 'onLog'] as const

/**
 * Finds at the start what would otherwise be found by the first user, in words that say nothing, or never: options are often made of an environment that
 * lacks a part, or in JavaScript.
 * @throws `TypeError` for an option that cannot work. `limits`, `origins` and `upstream` are looked at once more where they are read.
 */
export function checkOptions(options: Readonly<Partial<Record<keyof RelayOptions, unknown>>>): void {
  const { authorize, upstream, store, withoutStore } = options
  if (typeof authorize !== 'function')
    throw new TypeError(
      'createRelay needs authorize(request): without it anybody could spend your key. Return who asks, or nothing to refuse.',
    )
  if (typeof upstream !== 'object' || upstream === null)
    throw new TypeError(
      "createRelay needs upstream: without it the relay would have nobody to ask. Give it as { baseURL: 'https://api.example.com/v1', apiKey }.",
    )
  if (!isStore(store))
    throw new TypeError(
      'createRelay needs a store: without it no run could be resumed or stopped. Give it memoryStore() for one process, redisStore(client) for several.',
    )
  for (const name of LISTS) {
    const list = options[name]
    if (list !== undefined && !isListOfTexts(list))
      throw new TypeError(`createRelay: ${name} is no list of texts, so it would not mean what it says. Write it as ['…', '…'].`)
  }
  for (const name of CALLBACKS) {
    const callback = options[name]
    if (callback !== undefined && typeof callback !== 'function')
      throw new TypeError(`createRelay: ${name} is no function, so nobody would be told. Give it one, or leave it out.`)
  }
  if (withoutStore !== undefined && withoutStore !== 'refuse' && withoutStore !== 'serve')
    throw new TypeError("createRelay: withoutStore is neither 'refuse' nor 'serve', so new runs would be refused. Choose one of them.")
}

const isStore = (value: unknown): boolean => typeof value === 'object' && value !== null && 'createRateLimiter' in value

const isListOfTexts = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === 'string')
