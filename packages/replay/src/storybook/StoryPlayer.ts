import { FaultError } from '../faults/fault.js'
import { FAULTS } from '../faults/faults.js'
import { formatFaults, parseFaults } from '../faults/parseFaults.js'
import { createPlayer } from '../player/createPlayer.js'
import type { Player } from '../player/player.js'
import type { SeekTarget } from '../player/playerState.js'
import type { Recording } from '../recording/recording.js'
import { encore } from './encore.js'
import { Listener } from './Listener.js'
import { formatMoment, type StreamMoment, toTarget } from './moment.js'
import { playedMoment, targetBefore } from './playedMoment.js'
import { formatAddress, type StreamAddress } from './streamAddress.js'
import type { StreamCommand } from './streamCommand.js'
import { ownFaults, type StreamParameters } from './streamParameters.js'

/** What a story is given of its stream, as `loaded.stream`. */
export interface StoryStream {
  /** The recording that is played. */
  readonly recording: Recording
  /**
   * Answers the story's client from the recording, when the panel says so. Another function each time the story is mounted anew; a request that
   * the recording does not foresee is answered by it from its beginning, at its own pace.
   */
  readonly fetch: typeof fetch
  /** Grows each time the story has to start over; what consumes `fetch` is mounted anew with it. */
  readonly generation: number
  /** What is to be seen of this generation is there, or is coming as it should; before, the story's moment is still being reached. */
  readonly isReached: boolean
  /** The story stands still at its moment, and the client has read all that there is of it. */
  readonly isHeld: boolean
  /** Nothing was chosen in the panel or in the address: the story is where its parameters say. */
  readonly isAsTold: boolean
}

/** A client that asks for nothing for so long is not going to lead on by itself. */
const PATIENCE_MS = 500

/** So many frames without a read: the story has drawn what it was given. */
const QUIET_FRAMES = 3

/** Plays a story's recording as its parameters say, or as is chosen over them. */
export class StoryPlayer {
  readonly #recording: Recording
  readonly #parameters: StreamParameters
  readonly #listeners = new Set<() => void>()
  #address: StreamAddress
  #problem: string | undefined
  #player: Player
  #leavePlayer: () => void = () => undefined
  #playerGeneration = 0
  #generation: number
  #fetch: typeof fetch
  #listener: Listener
  #isReached = false
  #isHeld = false
  /** The panel has said where to go, so that the story's own moment no longer holds. */
  #isDriven = false
  #frame = 0
  #patience: ReturnType<typeof setTimeout> | undefined
  #snapshot: StoryStream | undefined

  constructor(recording: Recording, parameters: StreamParameters, address: StreamAddress, generation: number) {
    this.#generation = generation
    this.#recording = recording
    this.#parameters = parameters
    this.#address = address
    this.#player = this.#load()
    this.#listener = this.#listen()
    this.#fetch = this.#answer()
    this.#start()
  }

  get player(): Player {
    return this.#player
  }

  get listener(): Listener {
    return this.#listener
  }

  get recording(): Recording {
    return this.#recording
  }

  get address(): StreamAddress {
    return this.#address
  }

  get problem(): string | undefined {
    return this.#problem
  }

  /** As text, those that are played. */
  get faults(): string {
    return this.#address.faults ?? ownFaults(this.#parameters)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): StoryStream => {
    this.#snapshot ??= {
      recording: this.#recording,
      fetch: this.#fetch,
      generation: this.#generation,
      isReached: this.#isReached,
      isHeld: this.#isHeld,
      isAsTold: formatAddress(this.#address) === '',
    }
    return this.#snapshot
  }

  /** Does what the panel asks; where that cannot be, `problem` says why. */
  run(command: StreamCommand): void {
    this.#isDriven = true
    try {
      this.#do(command)
    } catch (error) {
      if (!(error instanceof FaultError)) throw error
      this.#problem = error.message
      this.#tell()
    }
  }

  #do(command: StreamCommand): void {
    const player = this.#player
    switch (command.do) {
      case 'play':
        return player.play()
      case 'pause':
        player.pause()
        return this.#stay()
      case 'step':
        player.step(command.by)
        return this.#stay()
      case 'stepBack':
        return this.#goTo(targetBefore(player, command.by))
      case 'seek':
        return this.#goTo(command.target)
      case 'speed':
        return this.#set('speed', command.speed === 'instant' ? Infinity : command.speed)
      case 'loop':
        return this.#set('loop', command.loop)
      case 'faults':
        return this.#reload({ ...this.#address, faults: command.faults.map(textOf).join(',') })
      case 'reset':
        this.#isDriven = false
        return this.#reload({})
    }
  }

  close(): void {
    this.#leavePlayer()
    this.#player.close()
    clearTimeout(this.#patience)
    cancelAnimationFrame(this.#frame)
  }

  #load(): Player {
    const { speed = 1, loop = false, seed } = this.#parameters
    this.#problem = undefined
    return createPlayer(this.#recording, {
      faults: this.#parse(),
      seed,
      speed: this.#address.speed ?? speed,
      loop: this.#address.loop ?? loop,
    })
  }

  #parse(): ReturnType<typeof parseFaults> {
    try {
      return parseFaults(this.faults)
    } catch (error) {
      if (!(error instanceof FaultError)) throw error
      this.#problem = error.message
      return []
    }
  }

  /** Takes the recording up anew, with other faults: at the same moment, in the same motion. */
  #reload(address: StreamAddress): void {
    const wasPlaying = this.#player.state.playing
    this.close()
    this.#address = address
    if (wasPlaying) this.#choose(playedMoment(this.#player))
    this.#player = this.#load()
    this.#beginGeneration()
    this.#start()
    if (wasPlaying) this.#player.play()
    this.#tell()
  }

  #start(): void {
    const moment: StreamMoment = this.#address.moment ?? this.#parameters.at ?? 'end'
    this.#playerGeneration = this.#player.state.generation
    this.#leavePlayer = this.#player.subscribe(() => this.#onPlayer())
    this.#player.seek(toTarget(moment, this.#player.timeline))
    if (moment === 'live') this.#player.play()
  }

  #listen(): Listener {
    const listener = new Listener(() => {
      if (listener === this.#listener) this.#tell()
    })
    return listener
  }

  #answer(): typeof fetch {
    const { fetch } = this.#player
    const listener = this.#listener
    const foreseen: typeof globalThis.fetch = async (input, init) => listener.listenTo(await fetch(input, init))
    return encore(foreseen, this.#recording)
  }

  #beginGeneration(): void {
    this.#generation += 1
    this.#isReached = false
    this.#listener = this.#listen()
    this.#fetch = this.#answer()
  }

  #onPlayer(): void {
    const { generation } = this.#player.state
    if (generation !== this.#playerGeneration) {
      this.#playerGeneration = generation
      this.#beginGeneration()
    }
    this.#settle()
    this.#tell()
  }

  /** Finds out when the story has reached its moment and stands still. */
  #settle(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#patience)
    const { playing, waiting, target, exchange } = this.#player.state
    this.#isHeld = false
    if (playing && !target) this.#isReached = true
    else if (!target) this.#waitForQuiet()
    else if (waiting && exchange > 0) this.#patience = setTimeout(() => this.#reach(), PATIENCE_MS)
  }

  #waitForQuiet(): void {
    let quiet = 0
    let seen = this.#listener.delivered
    const look = () => {
      const { delivered } = this.#listener
      quiet = delivered === seen ? quiet + 1 : 0
      seen = delivered
      if (quiet < QUIET_FRAMES) {
        this.#frame = requestAnimationFrame(look)
        return
      }
      this.#isHeld = true
      this.#reach()
    }
    this.#frame = requestAnimationFrame(look)
  }

  #reach(): void {
    this.#isReached = true
    this.#tell()
  }

  #goTo(target: SeekTarget): void {
    this.#choose(target)
    this.#player.seek(target)
  }

  /** Where it has come to is the moment that is linked to. */
  #stay(): void {
    this.#choose(playedMoment(this.#player))
    this.#tell()
  }

  #choose(moment: StreamMoment): void {
    const isOwn = formatMoment(moment) === formatMoment(this.#parameters.at ?? 'end')
    this.#address = { ...this.#address, moment: isOwn ? undefined : moment }
  }

  #set(name: 'speed', value: number): void
  #set(name: 'loop', value: boolean): void
  #set(name: 'speed' | 'loop', value: number | boolean): void {
    const own = this.#parameters[name] ?? (name === 'speed' ? 1 : false)
    this.#address = { ...this.#address, [name]: value === own ? undefined : value }
    if (typeof value === 'number') this.#player.setSpeed(value)
    else this.#player.setLoop(value)
  }

  #tell(): void {
    const { ended, loop } = this.#player.state
    // What was played to its end is linked to as such.
    if (ended && !loop && this.#isDriven) this.#choose('end')
    this.#snapshot = undefined
    for (const listener of this.#listeners) listener()
  }
}

function textOf({
  name,
  params,
}: {
  readonly name: string
  readonly params: Readonly<Record<string, number | string | undefined>>
}): string {
  const kind = FAULTS.find((known) => known.name === name)
  return kind ? formatFaults([kind.make(params)]) : name
}
