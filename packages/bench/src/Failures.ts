import { BUDGETS, isOurs, type Budget } from './budgets.ts'
import { FLOOR, SKIPPED_FLOOR } from './chatting/beside.ts'
import { EVENTSOURCE_PARSER } from './peers/eventsourceParser.ts'
import { LIMIT } from './peers/limit.ts'
import { NOTHING_BETWEEN, PASS_THROUGH } from './relay/floors.ts'
import type { Failed } from './Report.ts'

const BASES = Object.values<Budget>(BUDGETS).flatMap(({ base = [] }) => base)
/** Without these nothing can be told of the others, or nothing of a time of ours from one run to another. */
const NEEDED: readonly string[] = [LIMIT, EVENTSOURCE_PARSER, FLOOR, SKIPPED_FLOOR, NOTHING_BETWEEN, PASS_THROUGH, ...BASES]

/** Peers that failed. One that is wrong, or ends with an error, has no figures, and those of the others stand. */
export class Failures {
  readonly #whys = new Map<string, string>()

  get all(): Failed[] {
    return Array.from(this.#whys, ([name, why]) => ({ name, why }))
  }

  has(name: string): boolean {
    return this.#whys.has(name)
  }

  /** Takes down that one cannot be measured here, ours or not, and why: the part goes on without it, and the run ends with 1. */
  leaveOut(name: string, why: string): void {
    this.#whys.set(name, why)
  }

  /** Takes down that one failed. @throws the same error where it is ours, or one that others are told beside */
  note(name: string, error: unknown): void {
    if (isOurs(name) || NEEDED.includes(name)) throw error
    this.#whys.set(name, whyOf(error))
  }

  /** Does what is asked of one that has not failed yet. @returns undefined where it failed */
  async attempt<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> {
    if (this.has(name)) return undefined
    try {
      return await work()
    } catch (error) {
      this.note(name, error)
      return undefined
    }
  }
}

/** In one line: of a longer message the first, and the next where that only announces it, as bundlers do. */
function whyOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').filter((line) => line.trim() !== '')
  const [first = '', next = ''] = lines
  return first.endsWith(':') ? `${first} ${next.trim()}` : first
}
