import { isExportStory, storyNameFromExport, toId } from 'storybook/internal/csf'
import type { RecordedStory } from '../../packages/components/src/testing/recorded.fixture.js'

/** A story that a recording drives. */
export interface StoryLink {
  readonly label: string
  /** Relative to the page that frames the stories. */
  readonly href: string
}

interface Annotated {
  readonly title?: string
  readonly parameters?: { readonly recording?: RecordedStory }
}

type StoryFile = Readonly<Record<string, Annotated>> & { readonly default: Annotated }

const files = import.meta.glob<StoryFile>('../../packages/*/src/**/*.stories.tsx')

/** The stories that each recording drives, by its name: what their `parameters.recording` says, as the decorator reads it. */
export async function readUses(): Promise<ReadonlyMap<string, readonly StoryLink[]>> {
  const uses = new Map<string, StoryLink[]>()
  for (const file of await Promise.all(Object.values(files).map((load) => load()))) {
    const { title = '', parameters } = file.default
    for (const [exported, story] of Object.entries(file)) {
      const name = (story.parameters ?? parameters)?.recording?.name
      if (!isExportStory(exported, {}) || name === undefined) continue
      const storyName = storyNameFromExport(exported)
      const link = { label: `${title} · ${storyName}`, href: `./?path=/story/${toId(title, storyName)}` }
      uses.set(name, [...(uses.get(name) ?? []), link])
    }
  }
  return uses
}
