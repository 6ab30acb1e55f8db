import { figuresOf, parseRecording, type Recording, type RecordingFigures } from '@rivulet/replay'
import { RECORDINGS, type RecordingScenario } from '@rivulet/replay/recordings'
import { readUses, type StoryLink } from './readUses.js'

/** A recording of the package with all that the index tells of it. */
export interface CatalogueEntry {
  readonly scenario: RecordingScenario
  readonly recording: Recording
  readonly figures: RecordingFigures
  /** The size of its file in bytes. */
  readonly fileBytes: number
  readonly stories: readonly StoryLink[]
}

const files = import.meta.glob<string>('../../packages/replay/recordings/*.stream.jsonl', { query: '?raw', import: 'default' })

let catalogue: Promise<CatalogueEntry[]> | undefined

/** Reads every recording of the package, and which stories use it; once, since that takes a while. */
export function readCatalogue(): Promise<readonly CatalogueEntry[]> {
  catalogue ??= readAll()
  return catalogue
}

async function readAll(): Promise<CatalogueEntry[]> {
  const uses = await readUses()
  return Promise.all(
    RECORDINGS.map(async (scenario) => {
      const text = (await files[`../../packages/replay/recordings/${scenario.name}.stream.jsonl`]?.()) ?? ''
      const recording = parseRecording(text)
      return {
        scenario,
        recording,
        figures: await figuresOf(recording),
        fileBytes: new TextEncoder().encode(text).length,
        stories: uses.get(scenario.name) ?? [],
      }
    }),
  )
}
