/** The tool that a generated answer calls. Its schema is loose, so that no peer is measured by its validator. */
export const TOOL_NAME = 'do_it'

export const TOOL_SCHEMA = {
  type: 'object' as const,
  properties: {
    title: { type: 'string' as const },
    path: { type: 'string' as const },
    content: { type: 'string' as const },
    options: { type: 'object' as const },
    items: { type: 'array' as const },
  },
}
