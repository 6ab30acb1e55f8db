import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { RateLimiter } from './RunStore.js'

/** The limiter's own way to say no is a rejection with what it counted, which is not an error. */
export function limiterOf(limiter: RateLimiterAbstract): RateLimiter {
  return {
    take: (principal) =>
      limiter.consume(principal).then(
        () => 0,
        (reason: unknown) => {
          if (isRefusal(reason)) return Math.max(1, reason.msBeforeNext)
          throw reason
        },
      ),
  }
}

/** The limiter counts in whole seconds. */
export const wholeSeconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000))

const isRefusal = (reason: unknown): reason is { msBeforeNext: number } =>
  typeof reason === 'object' && reason !== null && 'msBeforeNext' in reason && typeof reason.msBeforeNext === 'number'
