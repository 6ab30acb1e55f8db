import { useEffect, useState } from 'react'
import { useChannel, useStorybookState } from 'storybook/manager-api'
import type { StreamCommand } from '../streamCommand.js'
import { EVENTS, type StreamGone, type StreamReport, type StreamTimeline } from '../streamEvents.js'

/** The stream of the story that is shown, as its preview tells of it. */
export interface ShownStream {
  readonly timeline: StreamTimeline
  readonly report: StreamReport
  readonly send: (command: StreamCommand) => void
}

/** Undefined until the preview has told of it, and where the story has none. */
export function useStream(): ShownStream | undefined {
  const { storyId } = useStorybookState()
  const [timeline, setTimeline] = useState<StreamTimeline>()
  const [report, setReport] = useState<StreamReport>()
  const emit = useChannel({
    [EVENTS.timeline]: setTimeline,
    [EVENTS.report]: setReport,
    [EVENTS.gone]: (gone: StreamGone) => {
      setReport((shown) => (shown?.storyId === gone.storyId ? undefined : shown))
    },
  })
  useEffect(() => emit(EVENTS.ask), [emit])
  if (timeline?.storyId !== storyId || report?.storyId !== storyId) return undefined
  return { timeline, report, send: (command) => emit(EVENTS.command, { storyId, command }) }
}
