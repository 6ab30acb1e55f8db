/** What a turn needs where an answer calls tools: loaded when it first does. */
export { appendResults } from './appendResults.js'
export { passOver } from './passOver.js'
export { startToolCalls, stepLimit } from './startToolCalls.js'
