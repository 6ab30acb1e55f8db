import type { Fault } from './faults.fixture.js'
import type { Mutation } from './processes.fixture.js'

/** One rule of the engine, broken. */
export interface Mutant {
  name: string
  mutations: readonly Mutation[]
  /** What brings it to light. */
  faults: readonly Fault[]
  tokens?: number
}

const LUA = 'store/redis/lua.ts'
const PRODUCER = 'run/Producer.ts'
const VIEW = 'run/RunView.ts'

/**
 * Each breaks one of the rules that the relay's truth rests on. The texts are the engine's own: one that is no longer there fails the process that loads it.
 * That nobody is lost at the first look is not among them: who looks first when Redis is back is chance, so that redisStore.test.ts holds it.
 */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a stop ends what had ended',
    mutations: [
      [
        LUA,
        `if m[1] ~= 'running' then return answer(m[1]) end\nredis.call('PUBLISH', ARGV[3] .. m[6], ARGV[4])\nreturn finish('stopped'`,
        `redis.call('PUBLISH', ARGV[3] .. m[6], ARGV[4])\nreturn finish('stopped'`,
      ],
    ],
    faults: ['calm'],
  },
  {
    name: 'no fence: who was replaced writes on',
    mutations: [[LUA, `if m[1] ~= 'running' or epoch ~= tonumber(ARGV[3]) or m[6] ~= ARGV[12] then return answer(m[1]) end`, '']],
    faults: ['pauseLong'],
  },
  {
    name: 'events are shown before they are in the store, and no epoch takes them back',
    mutations: [
      [PRODUCER, 'if (this.#isCutOff()) this.#showPending()\n    void this.#flush()', 'this.#showPending()\n    void this.#flush()'],
      [VIEW, 'this.#handoverSeq = first - 1', 'this.#handoverSeq = Infinity'],
      [VIEW, 'this.#handoverSeq = handoverSeq', 'this.#handoverSeq = Infinity'],
    ],
    faults: ['clientPauseLong', 'kill'],
    tokens: 300,
  },
  {
    name: 'what is appended again gets new numbers',
    mutations: [[LUA, 'if last > seq and last >= first then', 'if last >= first then\n  last = seq + last - first + 1']],
    faults: ['clientPause', 'clientKill'],
  },
  {
    name: 'nobody is found lost',
    mutations: [[LUA, `if m[1] ~= 'running' or now() < due then return answer(m[1]) end`, 'if true then return answer(m[1]) end']],
    faults: ['kill'],
  },
  {
    name: 'a reader goes on one event too early',
    mutations: [[VIEW, 'const from = seq + 1 - this.#base', 'const from = Math.max(0, seq - this.#base)']],
    faults: ['calm'],
  },
  {
    name: 'beats do not count',
    mutations: [[LUA, `redis.call('HSET', KEYS[1], 'due', now() + ARGV[8])`, '']],
    faults: ['calm'],
    tokens: 500,
  },
  {
    name: 'what the store lost is not written again',
    mutations: [
      [
        PRODUCER,
        'async #repair(status: RunStatus): Promise<void> {',
        'async #repair(status: RunStatus): Promise<void> {\n    if (status) return',
      ],
    ],
    faults: ['lossyRestart'],
    tokens: 200,
  },
  {
    name: 'every place in a run is good',
    mutations: [[VIEW, 'if (seq === 0) return true', 'if (seq >= 0) return true']],
    faults: ['clientPauseLong', 'kill'],
    tokens: 300,
  },
]
