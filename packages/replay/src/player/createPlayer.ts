import type { Recording } from '../recording/recording.js'
import type { Player, PlayerOptions } from './player.js'
import { RecordingPlayer } from './RecordingPlayer.js'

/**
 * Creates a player, at the beginning and paused.
 * @throws RangeError when the speed is neither from 0.1 to 100 nor `Infinity`.
 */
export function createPlayer(recording: Recording, options: PlayerOptions = {}): Player {
  return new RecordingPlayer(recording, options)
}
