import { redactParams } from './redactAddress.js'
import { redactFields } from './redactFields.js'
import { lettersOf, type Secrets, type TextEnd } from './Secrets.js'

/** A field that is open for longer is taken for no key. */
const MAX_HELD = 65_536
/** How a form begins, and what it goes on with. */
const FORM_START = /^[\w.%[\]-]+(?:$|=)/
const FORM = /^[^\s{}"<]*\s*$/

/** Takes the secrets out of a body read by read. Reads without secrets stay as they are, though where they end in what may be the beginning of one that is known later. */
export interface ReadRedactor {
  /** The next read; `settle` is told what may be written of it, now or with a later read. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>, settle: Settle) => void
  /** Settles all reads, and gives what belongs to none of them. */
  readonly rest: () => Uint8Array<ArrayBuffer>
}

type Settle = (clean: Uint8Array<ArrayBuffer>) => void

const NOTHING = new Uint8Array()

/** @param mayBeForm whether the body may be a form, as far as its type tells. */
export function createReadRedactor(secrets: Secrets, mayBeForm: boolean): ReadRedactor {
  let pending: { readonly bytes: Uint8Array<ArrayBuffer>; readonly settle: Settle }[] = []
  /** Everything that is pending, with what belongs to no read before it. */
  let held = ''
  let tail = ''
  let lastLetter = ''
  let hasBegun = false

  const learn = (secret: string) => secrets.learn(secret)

  /** What a form may have begun: its last parameter rests, as its value may go on. */
  const withoutParams = (text: string, end: TextEnd) => {
    if (text !== '') mayBeForm &&= text.length <= MAX_HELD && FORM.test(text) && (hasBegun || FORM_START.test(text))
    if (!mayBeForm) return { text, rest: '' }
    const until = end === 'open' ? text.lastIndexOf('&') + 1 : text.length
    return { text: redactParams(text.slice(0, until), learn), rest: text.slice(until) }
  }

  const advance = (end: TextEnd): Uint8Array<ArrayBuffer> => {
    const form = withoutParams(held, end)
    const fields = redactFields(form.text, learn, end !== 'open' || held.length > MAX_HELD)
    const { text, rest } = secrets.clean(fields.text, fields.rest === '' && form.rest === '' ? end : 'open', lastLetter)
    const after = rest + fields.rest + form.rest
    if (text + after === held) {
      release(text.length)
      if (end === 'open') return NOTHING
      const left = tail
      tail = held = ''
      return bytesOf(left)
    }
    // The reads that a secret stood in are one.
    const last = pending.pop()
    for (const { settle } of pending) settle(NOTHING)
    pending = []
    lastLetter = text.at(-1) ?? lastLetter
    hasBegun = true
    held = tail = after
    if (!last) return bytesOf(text)
    last.settle(bytesOf(text))
    return NOTHING
  }

  /** Settles the reads that lie in the first letters of what is held. */
  const release = (clean: number) => {
    for (let first = pending[0]; first && tail.length + first.bytes.length <= clean; first = pending[0]) {
      const length = tail.length + first.bytes.length
      first.settle(tail === '' ? first.bytes : bytesOf(held.slice(0, length)))
      lastLetter = held[length - 1] ?? lastLetter
      hasBegun = true
      held = held.slice(length)
      clean -= length
      tail = ''
      pending.shift()
    }
  }

  return {
    read(bytes, settle) {
      pending.push({ bytes, settle })
      held += lettersOf(bytes)
      advance('open')
    },
    rest: () => advance('broken'),
  }
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}
