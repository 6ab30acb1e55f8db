import { addressFor } from './shownAddress.js'
import { PARAMETER } from './streamEvents.js'

/** What is reached of Storybook's preview: the story that it is about to render. */
interface Preview {
  readonly currentRender?: { readonly id: string; readonly renderOptions?: { autoplay?: boolean } }
}

/**
 * A play function is written for the moment at which its story is held. At another one, which was linked to, it would fail and put its error in
 * the story's place, so it is not run there. Storybook (10.6) has no public way to say so.
 */
export function holdPlay({
  id,
  viewMode,
  parameters,
}: {
  readonly id: string
  readonly viewMode?: string | undefined
  readonly parameters: Readonly<Record<string, unknown>>
}): void {
  if (viewMode !== 'story' || parameters[PARAMETER] === undefined) return
  const { moment, faults } = addressFor(id)
  const { currentRender } = (Reflect.get(globalThis, '__STORYBOOK_PREVIEW__') as Preview | undefined) ?? {}
  const isTold = moment === undefined && faults === undefined
  if (currentRender?.id === id && currentRender.renderOptions) currentRender.renderOptions.autoplay = isTold
}
