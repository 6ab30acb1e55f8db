import { expect } from 'vitest'

/** Everything that code which merges untrusted keys could reach by way of an object, a list, a text, a number or a function. */
const HOLDERS = [
  Object,
  Array,
  String,
  Number,
  Boolean,
  Function,
  Symbol,
  Error,
  RegExp,
  Promise,
  Map,
  Set,
  Uint8Array,
  Object.getPrototypeOf(Uint8Array) as typeof Uint8Array,
].flatMap((holder) => [holder, holder.prototype as object])

const stateOf = (holder: object) => {
  const keys = Reflect.ownKeys(holder)
  // Getters are compared as functions and not called.
  const values = keys.flatMap((key) => Object.values(Object.getOwnPropertyDescriptor(holder, key) ?? {}) as unknown[])
  return { keys, values: [Object.getPrototypeOf(holder) as unknown, ...values] }
}

const states = new Map(HOLDERS.map((holder) => [holder, stateOf(holder)]))

/** Fails where one of the language's prototypes or constructors has gained or lost a key since the tests were loaded. Cheap enough for each run. */
export function expectNoPollution(): void {
  const changed: string[] = []
  for (const [holder, { keys }] of states) {
    const now = Reflect.ownKeys(holder)
    if (now.length === keys.length) continue
    const added = now.filter((key) => !keys.includes(key))
    changed.push(...(added.length > 0 ? added : ['a key was lost']).map(String))
    // Taken away again, so that what fails next fails for itself.
    for (const key of added) Reflect.deleteProperty(holder, key)
  }
  expect(changed, 'what changed on prototypes').toEqual([])
}

/** Fails where anything at all of the language's prototypes and constructors is not as it was when the tests were loaded. */
export function expectPrototypesUntouched(): void {
  expectNoPollution()
  for (const [holder, { keys, values }] of states) {
    const now = stateOf(holder)
    const changed = now.keys.filter((key, at) => key !== keys[at])
    expect(changed, 'keys of prototypes in another order').toEqual([])
    expect(
      now.values.every((value, at) => Object.is(value, values[at])),
      'the values of prototypes are the same',
    ).toBe(true)
  }
}

/** Fails where an object somewhere in `value` is neither a plain one nor a list. */
export function expectPlain(value: unknown): void {
  const left = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next !== 'object' || next === null || next instanceof Error) continue
    const prototype: unknown = Object.getPrototypeOf(next)
    if (prototype !== Object.prototype && prototype !== Array.prototype)
      expect(prototype, 'the prototype of a result').toBe(Object.prototype)
    left.push(...(Object.values(next) as unknown[]))
  }
}
