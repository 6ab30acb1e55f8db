export { serve, type ServeOptions, type ServedHandler } from './node/serve.js'
