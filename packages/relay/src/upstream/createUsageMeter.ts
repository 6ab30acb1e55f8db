import { readChat, type CompletionUsage, type Cost } from '@rivulet/core'

/** What names a model; some gateways leave it empty at first. */
const MODEL = /"model"\s*:\s*"[^"]/
/** Fields that state what an answer took, and are more than null. Quotes within an answer's text are escaped. */
const STATED = ['usage', 'cost', 'credits_used'].map((field) => ({ field, pattern: new RegExp(`"${field}"\\s*:(?!\\s*null\\b)`) }))

/** What an answer took, as far as its gateway says. */
export interface MeteredUsage {
  usage?: CompletionUsage | undefined
  cost?: Cost | undefined
  model?: string | undefined
}

/** Finds what an answer took, without reading it. */
export interface UsageMeter {
  /** Looks at frames as they come by, and keeps the few that tell. */
  take(frames: readonly string[]): void
  /** What they tell. Never rejects. */
  read(): Promise<MeteredUsage>
}

export function createUsageMeter(): UsageMeter {
  /** Of each field the last frame that states it, since later ones correct earlier ones; in the order in which they came. */
  const kept = new Map<string, string>()
  const keep = (field: string, frame: string) => {
    kept.delete(field)
    kept.set(field, frame)
  }
  return {
    take(frames) {
      for (const frame of frames) {
        if (!kept.has('model') && MODEL.test(frame)) keep('model', frame)
        for (const { field, pattern } of STATED) if (pattern.test(frame)) keep(field, frame)
      }
    },
    async read() {
      const events = [...new Set(kept.values()), 'data: [DONE]'].map((frame) => `${frame}\n\n`).join('')
      const { completion, cost } = await readChat(new Response(events))
      const { usage, model } = completion
      return { ...(usage && { usage }), ...(cost && { cost }), ...(model && { model }) }
    },
  }
}
