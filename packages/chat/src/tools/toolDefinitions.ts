import type { FunctionTool } from '@rivulet/core'
import type { Tool } from './Tool.js'

/** The `tools` of a request. */
export function toolDefinitions(tools: readonly Tool[]): FunctionTool[] {
  return tools.map(({ definition }) => definition)
}
