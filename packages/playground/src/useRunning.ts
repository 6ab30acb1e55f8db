import { useCallback, useState } from 'react'

/** The conversations in which something is going on, and what is told when that begins and ends. */
export function useRunning(): [readonly string[], (id: string, isRunning: boolean) => void] {
  const [ids, setIds] = useState<readonly string[]>([])
  const tell = useCallback((id: string, isRunning: boolean) => {
    setIds((before) => {
      if (before.includes(id) === isRunning) return before
      return isRunning ? [...before, id] : before.filter((each) => each !== id)
    })
  }, [])
  return [ids, tell]
}
