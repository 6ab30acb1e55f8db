import type { Decorator } from '@storybook/react-vite'
import type { RecordedStory } from '../packages/components/src/recorded.fixture.js'
import { Recorded } from './Recorded.js'

/** Stories with `parameters.recording` get their args from a chat that the recording drives. */
export const withRecording: Decorator = (Story, { parameters, args, id }) => {
  const recording = parameters['recording'] as RecordedStory | undefined
  if (!recording) return <Story />
  return (
    <Recorded key={id} {...recording}>
      {(chat) => <Story args={{ ...args, ...recording.show(chat) }} />}
    </Recorded>
  )
}
