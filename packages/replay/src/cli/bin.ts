#!/usr/bin/env node
import { run } from './run.js'

// What is told beside the output is for people: where none reads it, the work goes on.
process.stderr.on('error', () => undefined)
process.exitCode = await run(process.argv.slice(2))
