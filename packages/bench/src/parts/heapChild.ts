// One implementation reads one answer in this process, and its heap is looked at meanwhile.
import { createTextAnswer, createToolAnswer, type Answer } from '../answers/Answer.ts'
import { checkMessage } from '../checks.ts'
import { endWithParent, giveResult } from '../child.ts'
import type { Peer } from '../peers/Reader.ts'
import { createWire, toReads } from '../Wire.ts'

/** Heap beyond what was in use before the first read, in MB of 1,000,000 bytes. */
export interface HeapSample {
  /** The most after a full collection, at twelve points of the answer. */
  liveMb: number
  /** The most at any look, garbage included. */
  peakMb: number
  /** What its process took in all. */
  cpuMs: number
}

const LIVE_LOOKS = 12
/** Reads between two looks at the peak: each look makes a little garbage itself. */
const PEAK_READS = 16

endWithParent()
const [url = '', readerName = '', kind, size] = process.argv.slice(2)
const { peer } = (await import(url)) as { peer: Peer }
const reader = peer.messages.find(({ name }) => name === readerName)
const { gc } = globalThis
if (!reader || !gc)
  throw new Error('This script wants the URL of the file of a peer, the name of a reader in it, "text" or "tool", a size, and --expose-gc.')

const create = (amount: number) => (kind === 'tool' ? createToolAnswer(amount, 'records', 21) : createTextAnswer(amount, 21))

async function read(subject: Answer, look: (position: number, reads: number) => void): Promise<void> {
  if (!reader) return
  const hasTool = subject.args !== undefined
  const gateway = toReads(subject.payloads, 'event')
  const reads = (await reader.prepare?.(gateway, hasTool)) ?? gateway
  const seen = await reader.read(
    createWire(reads, (position) => look(position, reads.length)),
    hasTool,
  )
  checkMessage(reader.name, seen, subject)
}

// Modules load parts of themselves when first used.
await read(create(50), () => {})

const usedMb = () => process.memoryUsage().heapUsed / 1e6
const sample: HeapSample = { liveMb: 0, peakMb: 0, cpuMs: 0 }
let baseMb = 0
await read(create(Number(size)), (position, reads) => {
  if (position === 0) {
    gc()
    baseMb = usedMb()
  }
  if (position % PEAK_READS === 0) sample.peakMb = Math.max(sample.peakMb, usedMb() - baseMb)
  if (position % Math.ceil(reads / LIVE_LOOKS) !== 0) return
  gc()
  sample.liveMb = Math.max(sample.liveMb, usedMb() - baseMb)
})
const { user, system } = process.cpuUsage()
giveResult({ ...sample, cpuMs: (user + system) / 1000 } satisfies HeapSample)
