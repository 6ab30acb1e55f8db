import { useCallback, useEffect, useState } from 'react'
import { readKept, writeKept } from '../kept.js'
import { isRecord, parseRecord } from '../parseRecord.js'

/** Whom one side asks: as in the settings. */
export interface ComparedSide {
  readonly gateway: string | null
  readonly models: Readonly<Record<string, string>>
}

export interface Compared {
  readonly first: ComparedSide
  readonly second: ComparedSide
}

const KEY = 'rivulet.playground.compared'

/** What is compared, kept in this browser. */
export function useCompared(): [Compared, (changed: Partial<Compared>) => void] {
  const [compared, setCompared] = useState(read)
  const change = useCallback((changed: Partial<Compared>) => setCompared((before) => ({ ...before, ...changed })), [])
  useEffect(() => writeKept(KEY, JSON.stringify(compared)), [compared])
  return [compared, change]
}

function read(): Compared {
  const { first, second } = parseRecord(readKept(KEY) ?? '') ?? {}
  return { first: readSide(first), second: readSide(second) }
}

function readSide(side: unknown): ComparedSide {
  const { gateway, models } = isRecord(side) ? side : {}
  const named = Object.entries(isRecord(models) ? models : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { gateway: typeof gateway === 'string' ? gateway : null, models: Object.fromEntries(named) }
}
