import { cut, errorChunk, reset, stall } from './endings.js'
import { bom, comments, crlf, dropDone, dropFinish, duplicate, reorder } from './events.js'
import type { FaultKind, FaultMaker } from './fault.js'
import { contentType, html, httpStatus } from './responses.js'
import { delay, drip, gzip, split } from './timing.js'

const MAKERS: readonly Pick<FaultMaker<object>, 'kind'>[] = [
  split,
  delay,
  drip,
  gzip,
  stall,
  cut,
  reset,
  errorChunk,
  httpStatus,
  contentType,
  html,
  duplicate,
  reorder,
  crlf,
  bom,
  comments,
  dropDone,
  dropFinish,
]

/** Every fault there is, for menus and command lines: what it is called, does, tests and takes. */
export const FAULTS: readonly FaultKind[] = MAKERS.map(({ kind }) => kind)
