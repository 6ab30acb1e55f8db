export type { Answer, FinishReason, Script, ScriptChoice, Text } from './answers/answer.js'
export { ANSWERS } from './answers/answers.js'
export { type Clock, systemClock } from './clock.js'
export { type FakeClock, fakeClock } from './fakeClock.js'
export type { FaultOptions } from './faults/applyFaults.js'
export { cut, type EndingParams, errorChunk, type ErrorChunkParams, reset, stall } from './faults/endings.js'
export { bom, comments, type CommentsParams, crlf, dropDone, dropFinish, duplicate, type EventParams, reorder } from './faults/events.js'
export {
  type BytePlace,
  type CommonFaultParams,
  type Fault,
  FaultError,
  type FaultKind,
  type FaultMaker,
  type FaultParam,
  type FaultParams,
  type FaultPromise,
  type ServedExchange,
} from './faults/fault.js'
export { FAULTS } from './faults/faults.js'
export { formatFaults, parseFaults } from './faults/parseFaults.js'
export { contentType, type ContentTypeParams, html, httpStatus, type HttpStatusParams } from './faults/responses.js'
export { delay, type DelayParams, drip, type DripParams, gzip, type GzipParams, split, type SplitParams } from './faults/timing.js'
export { type ExchangeFigures, figuresOf, type RecordedEnding, type RecordingFigures } from './figuresOf.js'
export { createGateway, type GatewayOptions } from './gateway/createGateway.js'
export { type Dialect, DIALECTS, type DialectSettings } from './gateway/dialects.js'
export type { GatewayExchange } from './gateway/gatewayExchange.js'
export type { GatewayMessage, GatewayRequest, GatewayTool } from './gateway/gatewayRequest.js'
export type { PaceOptions } from './gateway/pace.js'
export type { Handler } from './handler.js'
export type { JsonObject } from './jsonObject.js'
export { createPlayer } from './player/createPlayer.js'
export type { Player, PlayerOptions } from './player/player.js'
export type { EventMark, ExchangeMarks, PlayerState, PlayerTimeline, Progress, ReadMark, SeekTarget } from './player/playerState.js'
export { decodeRead } from './recording/decodeRead.js'
export { parseRecording } from './recording/parseRecording.js'
export { record, type RecordOptions } from './recording/record.js'
export {
  formatEntry,
  formatRecording,
  type RecordedEnd,
  type RecordedRead,
  type RecordedRequest,
  type RecordedResponse,
  type Recording,
  type RecordingEntry,
  type RecordingEvent,
  type RecordingHeader,
  type UnknownEntry,
} from './recording/recording.js'
export { RecordingError } from './recording/recordingError.js'
export { replay, type ReplayOptions } from './recording/replay.js'
export type { TimedRead, Timeline, TimelineEnd } from './timeline.js'
export { toFetch } from './toFetch.js'
