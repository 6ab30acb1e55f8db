import type { ChatClient, ChatCompletion, ChatCompletionChunk, ChatRequestBody, ChatResult, ChatStream, OnRetry } from '@rivulet/core'

/** What the store needs of an answer under way, streamed or in one piece. */
export interface OpenAnswer {
  /** What has come so far; undefined before anything has. */
  readonly completion?: ChatCompletion | undefined
  /** The model that was asked for; undefined where the run was found again by its name. */
  readonly model: string | undefined
  /** Names the run at its relay, from the head of the response on; undefined where none keeps it. */
  readonly runId?: string | undefined
  /** Never rejects. */
  readonly result: Promise<ChatResult>
  stop(): Promise<void>
  detach(): void
}

interface RequestOptions {
  headers: Record<string, string>
  onRetry: OnRetry
  onResponse: (response: Pick<Response, 'status'>) => void
}

/** What is heard of an answer while it comes. */
export interface AnswerEvents {
  onHeaders: () => void
  onChunk: (chunk: ChatCompletionChunk) => void
  onRetry: OnRetry
}

/** Sends a request: as a stream, or with `stream: false` as one reply. */
export function openAnswer(
  client: ChatClient,
  { stream = true, ...request }: ChatRequestBody & { stream?: boolean | undefined },
  headers: Record<string, string>,
  events: AnswerEvents,
): OpenAnswer {
  return stream
    ? toAnswer(client.stream(request, optionsOf(headers, events)), events, request.model)
    : openReply(client, request, headers, events)
}

/** A stream as the store reads it. */
export function toAnswer(answer: ChatStream, { onChunk }: AnswerEvents, model?: string): OpenAnswer {
  const read = async (): Promise<ChatResult> => {
    try {
      for await (const chunk of answer) onChunk(chunk)
    } catch {
      // The result tells of the failure, with what came before it.
    }
    return answer.result
  }
  const result = read()
  return {
    get completion() {
      return answer.completion
    },
    model,
    get runId() {
      return answer.runId
    },
    result,
    stop: () => answer.stop(),
    detach: () => answer.detach(),
  }
}

function openReply(client: ChatClient, request: ChatRequestBody, headers: Record<string, string>, events: AnswerEvents): OpenAnswer {
  const abort = new AbortController()
  const result = client.complete(request, { ...optionsOf(headers, events), signal: abort.signal })
  return {
    model: request.model,
    result,
    async stop() {
      abort.abort()
      await result
    },
    detach: () => abort.abort(),
  }
}

/** What a client is given of them. */
export function optionsOf(headers: Record<string, string>, { onHeaders, onRetry }: AnswerEvents): RequestOptions {
  return { headers, onRetry, onResponse: ({ status }) => void (status < 300 && onHeaders()) }
}
