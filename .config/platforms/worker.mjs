// A dedicated worker of a browser: checks the platform against the gateways that it is told, and tells the outcome.
import * as core from '../../packages/core/dist/index.js'
import { check } from './check.mjs'

globalThis.addEventListener('message', ({ data }) => void check(core, data).then((outcome) => globalThis.postMessage(outcome, [])))
