import { holdPlay } from './holdPlay.js'
import { loadStream } from './loadStream.js'
import { withStream } from './withStream.js'

/** What Storybook adds to every story: see {@link loadStream}, {@link withStream} and {@link holdPlay}. */
export const loaders: readonly [typeof loadStream] = [loadStream]
export const decorators: readonly [typeof withStream] = [withStream]
export const beforeEach: typeof holdPlay = holdPlay
