// One part of the benchmark, in a process of its own: what one part taught V8 about shared code does not strike the next.
import { endWithParent, giveResult } from './child.ts'
import { createProgress } from './progress.ts'
import { chatBrowser } from './parts/chatBrowser.ts'
import { chunks } from './parts/chunks.ts'
import { commits } from './parts/commits.ts'
import { heap } from './parts/heap.ts'
import { json } from './parts/json.ts'
import { markdown } from './parts/markdown.ts'
import { markdownBrowser } from './parts/markdownBrowser.ts'
import { message } from './parts/message.ts'
import { relay } from './parts/relay.ts'
import { relayHeap } from './parts/relayHeap.ts'
import { realTime } from './parts/realTime.ts'
import { size } from './parts/size.ts'
import { throttled } from './parts/throttled.ts'
import { effortFor, type Asked, type Part, type PartResult } from './parts/Part.ts'
import type { PartName } from './options.ts'

const PARTS: Readonly<Record<PartName, Part>> = {
  chunks,
  message,
  json,
  heap,
  size,
  markdown,
  'markdown-browser': markdownBrowser,
  commits,
  'chat-browser': chatBrowser,
  throttled,
  'real-time': realTime,
  relay,
  'relay-heap': relayHeap,
}

endWithParent()
const [name = '', asked = ''] = process.argv.slice(2)
const effort = await effortFor(name, JSON.parse(asked) as Asked)
const progress = createProgress(process.stderr)
const report = await PARTS[name as PartName](effort, progress.step)
progress.end()
const result: PartResult = { report: { ...report, failed: effort.failures.all }, slow: [...effort.slow] }
giveResult(result)
