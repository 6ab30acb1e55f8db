import type { Decorator } from '@storybook/react-vite'
import type { StoryStream } from '@rivulet/replay/storybook'
import type { RecordedStory } from '../packages/components/src/testing/recorded.fixture.js'
import { Recorded } from './Recorded.js'

/** Stories with `parameters.recording` get their args from a chat that the stream of their recording drives. */
export const withRecording: Decorator = (Story, { parameters, args, loaded }) => {
  const recording = parameters['recording'] as RecordedStory | undefined
  const stream = loaded['stream'] as StoryStream | undefined
  if (!recording || !stream) return <Story />
  return (
    <Recorded stream={stream} stopped={recording.stopped}>
      {(chat) => <Story args={{ ...args, ...recording.show(chat) }} />}
    </Recorded>
  )
}
