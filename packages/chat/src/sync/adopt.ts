import { IDLE } from '../Conversation.js'
import { readingAgain } from '../continuation/goingOn.js'
import { isAnswer, withoutRun } from '../rows.js'
import type { SyncOptions } from './loadSync.js'
import { resumeAnswer } from './resumeAnswer.js'
import { mayGoOn } from './storedRows.js'

/** Goes on where another page left: with an answer that a relay keeps, else with what waits, unless that was held or the last answer came to no good end. */
export function adopt({ conversation, runner: runnerHere, settings }: SyncOptions): void {
  const { tree } = conversation
  const runner = runnerHere()
  const answer = tree.head && mayGoOn(tree.head) ? tree.head : undefined
  for (const row of tree.all()) if (row !== answer || row.runId === undefined) tree.replace(withoutRun(row))
  conversation.publish({ run: IDLE })
  const { runId } = answer ?? {}
  if (runId !== undefined && answer && isAnswer(answer)) {
    const { client, continueWith } = settings()
    return runner.beginNow(undefined, (turn) => {
      turn.fill(readingAgain(answer, continueWith), (events) => resumeAnswer(client, runId, events))
    })
  }
  const ending = tree.head?.ending
  const endedWell = !ending || ending.kind === 'complete'
  conversation.publish({ queueHeld: runner.outbox.follow(endedWell && !conversation.snapshot.queueHeld) })
  runner.outbox.next()
  runner.rest()
}
