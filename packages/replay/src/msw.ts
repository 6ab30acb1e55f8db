export type { AnswerFromOptions } from './answerFrom.js'
export { recordingHandler, type RecordingHandlerOptions } from './msw/recordingHandler.js'
