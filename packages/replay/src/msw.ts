export { recordingHandler, type RecordingHandlerOptions } from './msw/recordingHandler.js'
