import type { Fetch, Resolvable } from '@rivulet/core'

/** The gateway behind the relay. */
export interface UpstreamOptions {
  /**
   * Address of its API, before `/chat/completions`; http or https, without a user or a password. A query (`?api-version=…`) is sent with each request.
   * Nothing that a client sends changes it, and redirects are not followed.
   */
  baseURL: string
  /** Its key, sent as `Authorization: Bearer …`. It is never shown to a client. @defaultValue none is sent */
  apiKey?: Resolvable<string | undefined> | undefined
  /** Headers of its own, sent with each request; their values are kept out of what clients see. */
  headers?: Resolvable<Readonly<Record<string, string>>> | undefined
  /** Used in place of the platform's `fetch`, for a proxy or own time limits of a connection. */
  fetch?: Fetch | undefined
}

/** How long the upstream may take, and how much it may send. 0 or Infinity switches a time limit off. */
export interface UpstreamLimits {
  /** From sending a request to the head of its answer, in milliseconds. */
  upstreamHeadersMs: number
  /** Without a single byte of the answer, in milliseconds. Time in which the relay itself did not read does not count. */
  upstreamIdleMs: number
  /** Longest answer, in bytes after decompression. */
  runBytes: number
}

/** One request for an answer. */
export interface UpstreamRequest {
  /** The body, as admitted. */
  body: Readonly<Record<string, unknown>>
  /** Sent as `Idempotency-Key`: the same for every try of one run. */
  runKey: string
  /** What of the client's headers is passed on: see `forwardedHeaders`. */
  headers?: Headers | undefined
  /** Closes the connection; what is under way rejects with its reason. */
  signal?: AbortSignal | undefined
  /**
   * Whether the relay added `stream_options`: a gateway that answers 400 or 422 to it is asked once more without.
   * @defaultValue false
   */
  addedUsage?: boolean | undefined
}

/** The upstream said no: its status and words, without what is none of the client's business. */
export interface UpstreamRefused {
  kind: 'refused'
  status: number
  /** Lower-case names; only those that a client has a use for. */
  headers: Record<string, string>
  /** OpenAI's `error`: `message`, `type`, `code`, `param`. */
  error: Record<string, unknown>
}

/** Takes the frames of one read; the next read waits for it. */
export type OnFrames = (frames: readonly string[]) => void | Promise<void>

/** The upstream answers. */
export interface UpstreamOpened {
  /** `whole` where the request did not ask for a stream. */
  kind: 'stream' | 'whole'
  headers: Record<string, string>
  /**
   * Reads the answer to its end; to be called once. `onFrames` is called once for each read of the network that completes an event, with all of them, and
   * awaited before the next read. A frame is an event without its id and blank line: `event:` where it has a name, its `data:` lines; a line that
   * belongs to no event (`error: …`) is a frame of its own, as it came. Of a whole answer the one frame's data, joined by line feeds, is the body.
   *
   * `done`: `[DONE]` came, or the answer came whole without being a stream; `cut`: it ended without.
   * @throws {@link UpstreamFailure}; what `onFrames` throws; the reason of the request's signal.
   */
  read(onFrames: OnFrames): Promise<'done' | 'cut'>
  /** Closes the connection of an answer that nobody will read. */
  cancel(): void
}

export type UpstreamAnswer = UpstreamRefused | UpstreamOpened

/** The models that a client may use, or why they cannot be told. */
export type ModelsAnswer = UpstreamRefused | { kind: 'models'; headers: Record<string, string>; models: Record<string, unknown>[] }

/** One request for the list of models. */
export interface ModelsRequest {
  /** The models allowed. @defaultValue all */
  models?: readonly string[] | undefined
  headers?: Headers | undefined
  signal?: AbortSignal | undefined
}

/** The gateway, as the relay talks to it. */
export interface Upstream {
  /** Asks for an answer, and resolves with its head. @throws {@link UpstreamFailure}; the reason of `signal`. */
  chat(request: UpstreamRequest): Promise<UpstreamAnswer>
  /** Asks for the models. Where the gateway has no list, those allowed are it. @throws {@link UpstreamFailure}; the reason of `signal`. */
  models(request: ModelsRequest): Promise<ModelsAnswer>
}
