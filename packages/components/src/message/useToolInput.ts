import { useMemo, useState } from 'react'
import { asIndentedText } from '../shared/asText.js'
import { createGrowingJson } from '../shared/growingJson.js'

/** What a model wrote for a tool, as it is read: on lines of its own, growing or whole; free text as it is. In pieces, of which only the last changes. */
export function useToolInput(input: string, isJson: boolean, isPartial: boolean): readonly string[] {
  const [growing] = useState(() => createGrowingJson(isJson))
  return useMemo(() => (isPartial ? growing.read(input) : [asIndentedText(input)]), [growing, input, isPartial])
}
