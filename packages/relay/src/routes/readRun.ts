import { PRIVATE_HEADERS } from '../guard/Refusal.js'
import type { Cursor } from '../run/Cursor.js'
import type { RunView } from '../run/RunView.js'
import type { Principal, RelayContext } from './RelayContext.js'

const STREAM_HEADERS = { ...PRIVATE_HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' }

export interface ReadRunOptions {
  view: RunView
  principal: Principal
  cursor?: Cursor
  mayReset: boolean
  headers?: Readonly<Record<string, string>>
  /** Called once, when nobody reads any more. */
  onClose: () => void
}

/** A run as a stream of events. */
export function readRun(relay: RelayContext, { view, principal, cursor, mayReset, headers, onClose }: ReadRunOptions): Response {
  const { runs, telemetry, log } = relay
  telemetry.reader(1)
  const body = runs.read(view, {
    ...(cursor && { cursor }),
    mayReset,
    onClose(dropped) {
      telemetry.reader(-1)
      if (dropped) {
        telemetry.dropped()
        log({ event: 'reader-dropped', run: view.id, principal: principal.key })
      }
      onClose()
    },
  })
  return new Response(body, { headers: { ...view.headers, ...STREAM_HEADERS, 'x-rivulet-run': view.id, ...headers } })
}
