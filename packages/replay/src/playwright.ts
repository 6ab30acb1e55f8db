export type { AnswerFromOptions } from './answerFrom.js'
export {
  type RecordingRoute,
  type Routable,
  routeRecording,
  type RoutedRequest,
  type RouteRecordingOptions,
} from './playwright/routeRecording.js'
