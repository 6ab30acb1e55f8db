import { useCallback, useState } from 'react'

/** A module that is loaded when it is first wanted. `load` may be called again and again, and after a failure tries anew. */
export interface Loaded<Module> {
  /** Undefined until it has come. */
  module: Module | undefined
  /** Resolves to whether it is there; what could not be fetched is no error of the page. */
  load: () => Promise<boolean>
}

/** `importModule` has to stay the same: write it outside of the component. */
export function useLoaded<Module>(importModule: () => Promise<Module>): Loaded<Module> {
  const [held, setHeld] = useState<{ module: Module }>()
  const load = useCallback(async () => {
    try {
      const module = await importModule()
      setHeld((before) => (before?.module === module ? before : { module }))
      return true
    } catch {
      return false
    }
  }, [importModule])
  return { module: held?.module, load }
}
