export type { Answer, FinishReason, Script, Text } from './answers/answer.js'
export { ANSWERS } from './answers/answers.js'
export { type Clock, systemClock } from './clock.js'
export { type FakeClock, fakeClock } from './fakeClock.js'
export { createGateway, type GatewayOptions } from './gateway/createGateway.js'
export { type Dialect, DIALECTS, type DialectSettings } from './gateway/dialects.js'
export type { GatewayExchange } from './gateway/gatewayExchange.js'
export type { GatewayMessage, GatewayRequest, GatewayTool } from './gateway/gatewayRequest.js'
export type { PaceOptions } from './gateway/pace.js'
export type { Handler } from './handler.js'
export type { JsonObject } from './jsonObject.js'
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
export { toFetch } from './toFetch.js'
