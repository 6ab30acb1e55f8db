import { readFileSync } from 'node:fs'
import { parseRecording, type Recording } from './index.js'

/** A recording of the package, read from its file. */
export function readRecording(name: string): Recording {
  return parseRecording(readFileSync(new URL(`../recordings/${name}.stream.jsonl`, import.meta.url), 'utf8'))
}
