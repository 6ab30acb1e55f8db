import type { Recording } from '../recording/recording.js'
import { connectPanel } from './connectPanel.js'
import { addressFor } from './shownAddress.js'
import { StoryPlayer, type StoryStream } from './StoryPlayer.js'
import type { StreamParameters } from './streamParameters.js'

/**
 * Where a story is mounted: it has a player from its first render on, as what Storybook's hooks do in decorators comes too late in a further
 * one; and another one after React has taken it away and put it back, as in strict mode.
 */
export class Stage {
  readonly #create: () => StoryPlayer
  readonly #connect: (player: StoryPlayer, left: AbortSignal) => void
  #player: StoryPlayer | undefined
  #generations = 0

  constructor(storyId: string, hasPanel: boolean, recording: Recording, parameters: StreamParameters) {
    this.#create = () => new StoryPlayer(recording, parameters, hasPanel ? addressFor(storyId) : {}, this.#generations)
    this.#connect = (player, left) => {
      if (hasPanel) connectPanel(storyId, player, left)
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const left = new AbortController()
    const player = this.#current()
    const leave = player.subscribe(listener)
    this.#connect(player, left.signal)
    return () => {
      leave()
      left.abort()
      player.close()
      this.#generations = player.getSnapshot().generation + 1
      this.#player = undefined
    }
  }

  readonly getSnapshot = (): StoryStream => this.#current().getSnapshot()

  #current(): StoryPlayer {
    this.#player ??= this.#create()
    return this.#player
  }
}
