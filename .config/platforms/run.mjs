// Node, Deno and Bun: checks the platform against the gateways named by the only argument, and prints one line of JSON.
import * as core from '@rivulet/core'
import { check } from './check.mjs'

const { argv, versions } = globalThis.process
console.log(JSON.stringify({ versions, outcome: await check(core, argv.at(-1)) }))
