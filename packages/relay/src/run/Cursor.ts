/** A place in a run: the event behind which to go on. `seq` 0 is before the first. */
export interface Cursor {
  readonly epoch: number
  readonly seq: number
}

/** Before the first event. */
export const START: Cursor = { epoch: 1, seq: 0 }

/** Reads `<epoch>.<seq>`, as the ids of events are written. Anything else is the start: the caller then gets everything. */
export function toCursor(id: string | null): Cursor {
  const found = /^(\d{1,9})\.(\d{1,9})$/.exec(id ?? '')
  return found ? { epoch: Number(found[1]), seq: Number(found[2]) } : START
}
