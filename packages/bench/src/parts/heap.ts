import { availableParallelism } from 'node:os'
import { BUDGETS, judge } from '../budgets.ts'
import { inChild } from '../child.ts'
import { inParallel } from '../inParallel.ts'
import type { Table } from '../Report.ts'
import { spreadOf } from '../spread.ts'
import type { HeapSample } from './heapChild.ts'
import type { Part, PartEffort } from './Part.ts'

/** A heap hardly differs from run to run, but for where the collector stood. */
const MAX_ROUNDS = 3
/** Of one that takes so much CPU time once is enough. */
const SLOW_MS = 4000

/** Heap while an answer is read into a message, each implementation in a process of its own. */
export const heap: Part = async (effort, say) => {
  const deltas = Math.round(20_000 * effort.scale)
  const chars = Math.round(20_480 * effort.scale)
  const text = await sampleAll('text', deltas, effort, () => say(`heap, ${deltas} deltas of text`))
  // No budget is set for arguments.
  const tool = effort.isQuick
    ? []
    : await sampleAll('tool', chars, { ...effort, rounds: 1 }, () => say(`heap, ${chars} characters of tool arguments`))
  const circumstances = `${deltas} deltas`
  return {
    tables: [
      toTable(`heap, ${deltas} deltas of text`, text),
      ...(tool.length > 0 ? [toTable(`heap, ${chars} characters of tool arguments`, tool)] : []),
    ],
    verdicts: [
      judge(
        BUDGETS.heapLive,
        circumstances,
        text.map(({ name, samples }) => ({ name, figure: samples.map(({ liveMb }) => liveMb) })),
      ),
      judge(
        BUDGETS.heapPeak,
        circumstances,
        text.map(({ name, samples }) => ({ name, figure: samples.map(({ peakMb }) => peakMb) })),
      ),
    ],
  }
}

interface HeapCost {
  name: string
  samples: HeapSample[]
}

async function sampleAll(
  kind: 'text' | 'tool',
  size: number,
  { rounds, peers, failures }: PartEffort,
  onSample: () => void,
): Promise<HeapCost[]> {
  const readers = Object.entries(peers).flatMap(([url, { messages }]) =>
    messages.filter(({ needsTool }) => kind === 'tool' || !needsTool).map(({ name }) => ({ url, name })),
  )
  // A heap does not depend on how busy the machine is, as a time does.
  const costs = await inParallel(readers, availableParallelism(), async ({ url, name }) => {
    const samples: HeapSample[] = []
    const args = [url, name, kind, String(size)]
    for (let round = 0; round < Math.min(rounds, MAX_ROUNDS); round++) {
      const sample = await failures.attempt(name, () => inChild<HeapSample>(new URL('heapChild.ts', import.meta.url), args))
      onSample()
      if (!sample) break
      samples.push(sample)
      if (sample.cpuMs > SLOW_MS) break
    }
    return { name, samples }
  })
  return costs.filter(({ name }) => !failures.has(name))
}

function toTable(title: string, costs: readonly HeapCost[]): Table {
  return {
    title,
    columns: ['live, MB', 'peak, MB'],
    rows: costs.map(({ name, samples }) => ({
      name,
      figures: [spreadOf(samples.map(({ liveMb }) => liveMb)), spreadOf(samples.map(({ peakMb }) => peakMb))],
    })),
  }
}
