// Cloudflare's workerd: checks the platform against the gateways named by its binding, and prints one line of JSON.
import * as core from '@rivulet/core'
import { check } from './check.mjs'

export default {
  async test(_controller, { GATEWAYS }) {
    console.log(JSON.stringify({ versions: { workerd: navigator.userAgent }, outcome: await check(core, GATEWAYS) }))
  },
}
