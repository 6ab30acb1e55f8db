import type { ToolMessageParam } from '@rivulet/core'
import { asJson } from './asJson.js'
import { messageOf } from './messageOf.js'
import { contentOf, type ToolFailure, type ToolFailureCode, type ToolOutcome } from './toolOutcome.js'

export function failed(code: ToolFailureCode, message: string): ToolOutcome {
  const failure: ToolFailure = { code, message }
  return { state: 'failed', result: failure }
}

/** What a tool gave: a failure where no text can be made of it. */
export function given(result: unknown, isError = false): ToolOutcome {
  try {
    const data = asJson(result)
    return isError ? failed('failed', joined(contentOf(data))) : { state: 'done', result: data }
  } catch (error) {
    return failed('failed', `The tool gave a result that cannot be written as JSON: ${messageOf(error)}`)
  }
}

function joined(content: ToolMessageParam['content']): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('\n')
}
