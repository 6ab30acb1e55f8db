import { useBranches, useRun } from '@rivulet/react'
import type { ReactNode } from 'react'

export function BranchPicker({ id }: { id: string }): ReactNode {
  const { ids, index, select } = useBranches(id)
  const isRunning = useRun().phase !== 'idle'
  const [before, after] = [ids[index - 1], ids[index + 1]]
  if (ids.length < 2) return null
  return (
    <span>
      <button disabled={!before || isRunning} onClick={() => before && select(before)}>
        Previous
      </button>
      {index + 1} of {ids.length}
      <button disabled={!after || isRunning} onClick={() => after && select(after)}>
        Next
      </button>
    </span>
  )
}
