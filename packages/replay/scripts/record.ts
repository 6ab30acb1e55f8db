// Makes the recordings that come with the package. Vite runs it, because the sources import each other by the names of their built files.
import { mkdir, writeFile } from 'node:fs/promises'
import { runnerImport } from 'vite'
import type * as makeRecordingModule from '../src/makeRecording.fixture.js'
import type * as recordingsModule from '../src/recordings.js'

const resolve = { conditions: ['@rivulet/source', 'node', 'development|production'] }
const options = {
  configFile: false as const,
  root: import.meta.dirname,
  logLevel: 'warn' as const,
  ssr: { resolve },
  environments: { inline: { resolve } },
}

const { RECORDINGS } = (await runnerImport<typeof recordingsModule>('../src/recordings.ts', options)).module
const { makeRecording } = (await runnerImport<typeof makeRecordingModule>('../src/makeRecording.fixture.ts', options)).module

const folder = new URL('../recordings/', import.meta.url)
await mkdir(folder, { recursive: true })
for (const scenario of RECORDINGS) {
  const text = await makeRecording(scenario)
  await writeFile(new URL(`${scenario.name}.stream.jsonl`, folder), text)
  console.log(`${scenario.name}: ${text.split('\n').length - 1} lines`)
}
