import { Fragment, type ReactNode, useMemo, useSyncExternalStore } from 'react'
import type { Recording } from '../recording/recording.js'
import { Stage } from './Stage.js'
import { PARAMETER } from './streamEvents.js'
import type { StreamParameters } from './streamParameters.js'

/** What of Storybook's context this decorator reads. */
interface StoryContext {
  readonly id: string
  readonly viewMode?: string | undefined
  readonly parameters: Readonly<Record<string, unknown>>
  readonly loaded: Readonly<Record<string, unknown>> & { readonly streamRecording?: Recording }
}

/** A story as Storybook gives it to a decorator; its props are changes of the context. */
type Story = (context: { readonly loaded?: Readonly<Record<string, unknown>> }) => ReactNode

/** Plays the recording that `loadStream` has loaded, and gives it to the story as `loaded.stream`. */
export function withStream(Story: Story, { id, viewMode, parameters, loaded }: StoryContext): ReactNode {
  const stream = parameters[PARAMETER] as StreamParameters | undefined
  const { streamRecording } = loaded
  if (!stream || !streamRecording) return <Story />
  const hasPanel = viewMode === 'story'
  return <Streamed key={id} id={id} hasPanel={hasPanel} stream={stream} recording={streamRecording} loaded={loaded} Story={Story} />
}

interface StreamedProps {
  readonly id: string
  /** Only one story at a time has; on a page of documentation there are many. */
  readonly hasPanel: boolean
  readonly stream: StreamParameters
  readonly recording: Recording
  readonly loaded: StoryContext['loaded']
  readonly Story: Story
}

function Streamed({ id, hasPanel, stream: parameters, recording, loaded, Story }: StreamedProps): ReactNode {
  const stage = useMemo(() => new Stage(id, hasPanel, recording, parameters), [id, hasPanel, recording, parameters])
  const stream = useSyncExternalStore(stage.subscribe, stage.getSnapshot)
  return (
    <Fragment key={stream.generation}>
      <Story loaded={{ ...loaded, stream }} />
    </Fragment>
  )
}
