// React Native by taking away: a realm of V8 with nothing but the language, less what Hermes lacks of it, plus what React Native adds, as little
// as each does in the oldest version that is supported, 0.79.
//
// | what | in React Native | source |
// |---|---|---|
// | `URL` | no `canParse`; before 0.80 each part throws "not implemented", since then the parts are guessed by patterns, and anything is taken | `Libraries/Blob/URL.js` of 0.79.7, 0.80.0, 0.88.1 |
// | `URLSearchParams` | before 0.80 takes no text, and `get`, `set`, `has` throw; `size` since 0.81 | `Libraries/Blob/URLSearchParams.js` of the same |
// | `AbortSignal` | before 0.87 of abort-controller 3.0.0: no `reason`, `throwIfAborted`, `any`, `timeout` | `Libraries/Core/setUpXHR.js`; https://github.com/facebook/react-native/issues/50015 |
// | `Headers`, `Response` | whatwg-fetch 3.6: iterable, without `getSetCookie`; no `body`, and `text()` comes in one piece | `Libraries/Network/fetch.js` |
// | `fetch` | over XMLHttpRequest: it follows redirects, whatever `redirect` says | the same |
// | expo/fetch | `body` is a ReadableStream of bytes, `redirect` is heeded | `src/winter/fetch/FetchResponse.ts` of expo 58.0.0 |
// | `TextDecoder` | before 0.85 none, but for Expo's: UTF-8 with `fatal`, `ignoreBOM`, `stream` | https://github.com/facebook/hermes/pull/1855; `src/winter/TextDecoder.ts` of expo 58.0.0 |
// | `TextDecoderStream`, `structuredClone`, `DOMException` | Expo's alone | `src/winter/runtime.native.ts` of expo 58.0.0 |
// | `Symbol.asyncIterator` | undefined, in 0.83 too; Expo sets it, anybody may | https://github.com/facebook/hermes/issues/1879, the same file |
// | `Symbol.asyncDispose` | undefined in Hermes 0.12 | asked of the engine itself (hermes-engine-cli 0.12.0) |
// | async generators, `for await` | compiled away by React Native's preset | https://github.com/facebook/metro/pull/747 |
// | `Array.prototype.toSorted` | undefined, in 0.83 too | https://github.com/compat-table/compat-table/issues/2019 |
// | `Array.prototype.at` | since 0.71 | https://github.com/facebook/hermes/issues/823 |
// | iterator helpers | undefined | https://github.com/facebook/hermes/issues/1684 |
// | `Promise.withResolvers`, `Object.groupBy`, `isWellFormed` | undefined in Hermes 0.12 | asked of the engine itself (hermes-engine-cli 0.12.0) |
// | `\p{…}`, lookbehind, the flag `s` | compile with 0.79's `hermesc`; the flag `v` does not | asked of the compiler itself (`sdks/hermesc` of 0.79.7) |
// | `performance.now`, `queueMicrotask`, timers, `Error.cause`, private fields, `WeakRef` | there | `Libraries/Core/setUp*.js`; https://github.com/facebook/react-native/pull/56968 |
// | `crypto` | none | not in `Libraries/Core` |
import { createContext, runInContext } from 'node:vm'

/** Runs in the realm before anything else. */
const TAKE_AWAY = `
for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex']) delete Array.prototype[name]
for (const name of ['isWellFormed', 'toWellFormed']) delete String.prototype[name]
for (const name of ['withResolvers', 'try']) delete Promise[name]
delete Object.groupBy
delete Map.groupBy
delete Array.fromAsync
for (const name of Object.getOwnPropertyNames(globalThis.Iterator?.prototype ?? {})) if (name !== 'constructor') delete Iterator.prototype[name]
for (const name of ['Iterator', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'console']) delete globalThis[name]
{
  // Well-known symbols cannot be deleted.
  const { iterator, hasInstance, toPrimitive, toStringTag, species } = Symbol
  const whole = Symbol
  globalThis.Symbol = Object.assign((description) => whole(description), { iterator, hasInstance, toPrimitive, toStringTag, species, for: whole.for })
}
globalThis.window = globalThis.self = globalThis
globalThis.process = { env: { NODE_ENV: 'production' } }
`

const notImplemented = (): never => {
  throw new Error('not implemented')
}

/** What it takes of anything; what it tells of it, nothing. */
class NativeURL {
  readonly href: string
  constructor(href: string) {
    this.href = href
  }
  toString(): string {
    return this.href
  }
}
for (const part of ['hash', 'host', 'hostname', 'origin', 'password', 'pathname', 'port', 'protocol', 'search', 'username'])
  Object.defineProperty(NativeURL.prototype, part, { get: notImplemented })

class NativeURLSearchParams {
  get = notImplemented
  set = notImplemented
  has = notImplemented
  delete = notImplemented
}

class NativeAbortSignal {
  aborted = false
  readonly #target = new EventTarget()
  addEventListener(type: string, listener: () => void): void {
    this.#target.addEventListener(type, listener)
  }
  removeEventListener(type: string, listener: () => void): void {
    this.#target.removeEventListener(type, listener)
  }
  dispatchEvent(event: Event): boolean {
    return this.#target.dispatchEvent(event)
  }
}

class NativeAbortController {
  readonly signal: NativeAbortSignal = new NativeAbortSignal()
  abort(): void {
    if (this.signal.aborted) return
    this.signal.aborted = true
    this.signal.dispatchEvent(new Event('abort'))
  }
}

/** A map of names to values, of which nothing but what is below is there. */
class NativeHeaders {
  readonly #headers: Headers
  constructor(headers?: HeadersInit) {
    this.#headers = new Headers(headers)
  }
  get(name: string): string | null {
    return this.#headers.get(name)
  }
  set(name: string, value: string): void {
    this.#headers.set(name, value)
  }
  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#headers.entries()
  }
}

type NativeInit = Omit<RequestInit, 'headers' | 'signal'> & { headers: Iterable<[string, string]>; signal?: NativeAbortSignal | null }

async function send(url: string, { headers, signal, ...init }: NativeInit): Promise<Response> {
  const controller = new AbortController()
  if (signal?.aborted) throw new TypeError('Network request failed')
  signal?.addEventListener('abort', () => controller.abort())
  return fetch(url, { ...init, headers: [...headers], signal: controller.signal })
}

const head = ({ ok, status, url, headers }: Response) => ({ type: 'default', ok, status, url, headers: new NativeHeaders(headers) })

/** React Native's own, over XMLHttpRequest: resolves with the whole text. */
async function nativeFetch(url: string, init: NativeInit): Promise<object> {
  const response = await send(url, { ...init, redirect: 'follow' })
  const text = await response.text()
  return { ...head(response), text: async () => text }
}

/** As Expo's: a stream of bytes to be read by a loop, and nothing else of a stream. */
async function expoFetch(url: string, init: NativeInit): Promise<object> {
  const response = await send(url, init)
  const getReader = () => {
    const reader = response.body?.getReader()
    return {
      read: async () => (await reader?.read()) ?? { done: true, value: undefined },
      cancel: async () => reader?.cancel(),
    }
  }
  return { ...head(response), body: response.body && { getReader }, text: async () => response.text() }
}

/** The globals of a bare application, or of one made with Expo. */
export function createReactNative(kind: 'bare' | 'expo'): (script: string) => unknown {
  const context = createContext({
    setTimeout,
    clearTimeout,
    queueMicrotask,
    performance: { now: () => performance.now() },
    URL: NativeURL,
    URLSearchParams: NativeURLSearchParams,
    AbortController: NativeAbortController,
    AbortSignal: NativeAbortSignal,
    Headers: NativeHeaders,
    fetch: nativeFetch,
    ...(kind === 'expo' ? { TextDecoder, fetch: expoFetch } : {}),
  })
  runInContext(TAKE_AWAY, context)
  if (kind === 'expo') runInContext(`Symbol.asyncIterator = Symbol.for('Symbol.asyncIterator')`, context)
  return (script) => runInContext(script, context)
}
