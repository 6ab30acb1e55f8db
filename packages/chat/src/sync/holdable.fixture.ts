import { memoryStorage, type ConversationStorage } from '../index.js'

type Call = 'load' | 'save' | 'remove'

export interface Holdable {
  readonly storage: ConversationStorage
  /** The one that it is over. */
  readonly kept: ConversationStorage
  readonly calls: readonly Call[]
  hold: (call: Call) => void
  /** What was asked before is carried out. */
  carryOut: () => void
  /** What was asked before is not carried out: it fails. */
  fail: () => void
  /** The storage answers from now on; with `late` also what was asked before. */
  letGo: (call: Call, late?: boolean) => void
  /** How many calls are held. */
  waiting: () => number
}

/** A storage whose calls can be held: then they are carried out, or not at all, when they are let go. */
export function holdable(storage: ConversationStorage = memoryStorage()): Holdable {
  const held = new Set<Call>()
  const waiting: { act: () => void; fail: () => void }[] = []
  const calls: Call[] = []
  const when = <T>(call: Call, act: () => Promise<T>): Promise<T> => {
    calls.push(call)
    if (!held.has(call)) return act()
    return new Promise<T>((resolve, reject) =>
      waiting.push({ act: () => void act().then(resolve, reject), fail: () => reject(new Error('disk on fire')) }),
    )
  }
  const slow: ConversationStorage = {
    ...storage,
    load: (id) => when('load', () => storage.load(id)),
    save: (id, changed) => when('save', () => storage.save(id, changed)),
    remove: (id) => when('remove', () => storage.remove(id)),
  }
  const carryOut = () => {
    for (const { act } of waiting.splice(0)) act()
  }
  return {
    storage: slow,
    kept: storage,
    calls,
    hold: (call) => void held.add(call),
    carryOut,
    fail() {
      for (const { fail } of waiting.splice(0)) fail()
    },
    letGo(call, late = false) {
      held.delete(call)
      if (late) carryOut()
    },
    waiting: () => waiting.length,
  }
}
