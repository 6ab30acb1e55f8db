import type { Redis } from 'ioredis'
// `resumable-stream/ioredis` is the same with connections of its own, from an ioredis that it does not say it depends on.
import { createResumableStreamContext } from 'resumable-stream/generic'

const RUN = /\/runs\/([^/]+)\/events$/

/**
 * A handler as the README of resumable-stream has it, with explicit resumption: what the upstream answers goes through a stream of its own, and is there from
 * its beginning, or from as many characters on as `resumeAt` says, for whoever asks for it while it lasts.
 *
 * @param ask the upstream, whoever leaves
 */
export function createResumable(
  ask: (body: string) => Promise<Response>,
  connections: { publisher: Redis; subscriber: Redis },
): (request: Request) => Promise<Response> {
  // Nothing suspends this process.
  const context = createResumableStreamContext({ waitUntil: null, ...connections })
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, existing] = RUN.exec(pathname) ?? []
    if (existing !== undefined) {
      const resumeAt = searchParams.get('resumeAt')
      return respond(existing, await context.resumeExistingStream(existing, resumeAt ? Number.parseInt(resumeAt) : undefined))
    }
    const { body } = await ask(await request.text())
    const text = body?.pipeThrough(new TextDecoderStream()) ?? new ReadableStream<string>()
    const id = crypto.randomUUID()
    return respond(id, await context.createNewResumableStream(id, () => text))
  }
}

function respond(id: string, stream: ReadableStream<string> | null | undefined): Response {
  if (!stream) return new Response('The stream is over, or never was.', { status: 422 })
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream', 'x-rivulet-run': id },
  })
}
