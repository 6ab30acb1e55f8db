import { aiSdkChunks, aiSdkClient, aiSdkEndToEnd, aiSdkPartial } from './aiSdk.ts'
import { eventsourceParserChunks, eventsourceParserMessage } from './eventsourceParser.ts'
import { limitChunks, limitMessage, limitPartial } from './limit.ts'
import { openaiChunks, openaiMessage, openaiPartial } from './openai.ts'
import type { ChunksReader, MessageReader, PartialReader } from './Reader.ts'
import { rivuletChunks, rivuletMessage, rivuletPartial, rivuletSnapshots } from './rivulet.ts'

/** Everything that is measured side by side. The limit is the first of its list: it is what others are told in multiples of. */
export const CHUNKS_READERS: readonly ChunksReader[] = [limitChunks, eventsourceParserChunks, rivuletChunks, openaiChunks, aiSdkChunks]

export const MESSAGE_READERS: readonly MessageReader[] = [
  limitMessage,
  eventsourceParserMessage,
  rivuletMessage,
  rivuletSnapshots,
  openaiMessage,
  aiSdkEndToEnd,
  aiSdkClient,
]

export const PARTIAL_READERS: readonly PartialReader[] = [limitPartial, rivuletPartial, openaiPartial, aiSdkPartial]
