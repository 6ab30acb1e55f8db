// The package and the check in one script, as an application's bundler makes one.
import * as core from '@rivulet/core'
import { check } from './check.mjs'

export const checkHere = (gateways, fetch) => check(core, gateways, fetch)
