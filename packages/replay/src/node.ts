export type { Handler } from './handler.js'
export { serve, type ServeOptions, type ServedHandler } from './node/serve.js'
export { type NodeHandlerOptions, toNodeHandler } from './node/toNodeHandler.js'
