import type { Mounted } from '../../chatting/page/Chat.ts'
import { gateway, goOn, installGateway } from '../../chatting/page/gateway.ts'
import { createHistory } from '../../chatting/page/history.ts'
import { until } from '../../chatting/page/until.ts'
import { commitCount, countCommits } from '../../rendering/page/commits.ts'
import { rest } from '../../rendering/page/frames.ts'
import { loadChat, type CommittingKey } from './chats.ts'
import { renders } from './renders.ts'

/** What React did while an answer came. */
export interface Committed {
  /** From the question until nothing more is to be done. */
  readonly commits: number
  /** In each frame until the end of the answer came: what shows that it is over may be shown at once. */
  readonly commitsByFrame: readonly number[]
  /** In which the answer came over the network. */
  readonly chunks: number
  readonly rendersOfAnswer: number
  /** Of all other messages, the first one of the question left out. */
  readonly rendersOfOthers: number
}

export interface CommitPage {
  mount(key: CommittingKey, count: number, answer: string): Promise<void>
  /** Asks, and waits until the whole answer is shown. */
  stream(answer: string): Promise<Committed>
  rest(): Promise<void>
}

/** Longer than any of them takes. */
const PATIENCE_MS = 60_000

countCommits()

const root = document.querySelector<HTMLElement>('#root')
let mounted: Mounted | undefined

const page: CommitPage = {
  async mount(key, count, answer) {
    installGateway(answer, { events: 1 })
    goOn()
    const history = createHistory(count)
    const chat = await loadChat(key)
    if (!root) throw new Error('The page has no root.')
    mounted = chat.mount(root, history)
    await until(() => renders.size === count, PATIENCE_MS)
    await rest()
  },
  async stream(answer) {
    const before = new Map(renders)
    const commitsByFrame: number[] = []
    const first = commitCount()
    let seen = first
    const frame = () => {
      if (gateway.isDone) return
      commitsByFrame.push(commitCount() - seen)
      seen = commitCount()
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    mounted?.send()
    await until(() => gateway.isDone && root?.textContent.includes(answer) === true, PATIENCE_MS)
    await rest()
    const answerId = [...renders.keys()].at(-1)
    let rendersOfOthers = 0
    for (const [id, count] of renders) if (id !== answerId) rendersOfOthers += count - (before.get(id) ?? 1)
    const rendersOfAnswer = answerId === undefined ? 0 : (renders.get(answerId) ?? 0)
    return { commits: commitCount() - first, commitsByFrame, chunks: gateway.chunks, rendersOfAnswer, rendersOfOthers }
  },
  rest,
}

Object.assign(globalThis, { bench: page })
