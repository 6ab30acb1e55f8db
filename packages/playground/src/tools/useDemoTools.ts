import type { RenderTools } from '@rivulet/components'
import type { Tool } from '@rivulet/chat'
import { useEffect, useState } from 'react'

export interface DemoTools {
  readonly tools: readonly Tool[]
  readonly renderTools: RenderTools
}

/** The tools of the demo, loaded when they are first switched on. */
export function useDemoTools(isOn: boolean): DemoTools | undefined {
  const [loaded, setLoaded] = useState<DemoTools>()
  useEffect(() => {
    if (!isOn) return
    import('./demoTools.js').then(
      ({ demoTools, renderDemoTools }) => setLoaded((before) => before ?? { tools: demoTools, renderTools: renderDemoTools }),
      // Without its server the page may not have them: it goes on without.
      () => undefined,
    )
  }, [isOn])
  return isOn ? loaded : undefined
}
