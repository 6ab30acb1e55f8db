import { OURS } from './budgets.ts'
import { FLOOR, SKIPPED_FLOOR } from './chatting/beside.ts'
import { EVENTSOURCE_PARSER } from './peers/eventsourceParser.ts'
import { LIMIT } from './peers/limit.ts'
import type { Failed } from './Report.ts'

/** Without these nothing can be told of the others. */
const NEEDED: readonly string[] = [LIMIT, EVENTSOURCE_PARSER, FLOOR, SKIPPED_FLOOR]

/** Peers that failed. One that is wrong, or ends with an error, has no figures, and those of the others stand. */
export class Failures {
  readonly #whys = new Map<string, string>()

  get all(): Failed[] {
    return Array.from(this.#whys, ([name, why]) => ({ name, why }))
  }

  has(name: string): boolean {
    return this.#whys.has(name)
  }

  /** Takes down that one failed. @throws the same error where it is ours, or a floor */
  note(name: string, error: unknown): void {
    if (name.startsWith(OURS) || NEEDED.includes(name)) throw error
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    this.#whys.set(name, why)
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
