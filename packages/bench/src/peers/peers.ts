import { peer as aiSdk } from './aiSdk.ts'
import { peer as antDesignX } from './antDesignX.ts'
import { peer as assistantStream } from './assistantStream.ts'
import { peer as eventsourceParser } from './eventsourceParser.ts'
import { peer as fetchEventSource } from './fetchEventSource.ts'
import { peer as handWritten } from './handWritten.ts'
import { peer as limit } from './limit.ts'
import { peer as openai } from './openai.ts'
import type { Peer } from './Reader.ts'
import { peer as rivulet } from './rivulet.ts'
import { peer as tanstackAi } from './tanstackAi.ts'

/** All that are measured side by side, by the names of their files. */
export const PEERS: Readonly<Record<string, Peer>> = {
  limit,
  handWritten,
  eventsourceParser,
  rivulet,
  openai,
  fetchEventSource,
  antDesignX,
  assistantStream,
  tanstackAi,
  aiSdk,
}

const ALL = Object.values(PEERS)
export const CHUNKS_READERS = ALL.flatMap(({ chunks }) => chunks)
export const MESSAGE_READERS = ALL.flatMap(({ messages }) => messages)
export const PARTIAL_READERS = ALL.flatMap(({ partials }) => partials)
