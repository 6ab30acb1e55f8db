import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import type { Renderer } from './Renderer.ts'

export interface DrawnProps {
  readonly text: string
  readonly isWhole: boolean
}

/** Mounts a component that is given the whole text each time, as an application gives it. */
export function mountReact(Drawn: ComponentType<DrawnProps>): Renderer['mount'] {
  return (element) => {
    const root = createRoot(element)
    return {
      draw: (text, _added, isWhole) => root.render(<Drawn text={text} isWhole={isWhole} />),
      unmount: () => root.unmount(),
    }
  }
}
