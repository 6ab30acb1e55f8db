import { describe, expect, it } from 'vitest'
import { nextPhase, type RunEvent, type RunPhase } from './runPhase.js'

const PHASES: RunPhase[] = ['idle', 'connecting', 'waiting', 'streaming', 'retrying']
const EVENTS: RunEvent[] = ['start', 'headers', 'token', 'retry', 'end']

// Every event in every phase; rows are phases, columns the events in the order above.
const TABLE: Record<RunPhase, RunPhase[]> = {
  idle: ['connecting', 'idle', 'idle', 'idle', 'idle'],
  connecting: ['connecting', 'waiting', 'streaming', 'retrying', 'idle'],
  waiting: ['waiting', 'waiting', 'streaming', 'retrying', 'idle'],
  streaming: ['streaming', 'streaming', 'streaming', 'streaming', 'idle'],
  retrying: ['retrying', 'waiting', 'streaming', 'retrying', 'idle'],
}

describe('nextPhase', () => {
  it.each(PHASES.flatMap((phase) => EVENTS.map((event, column) => [phase, event, TABLE[phase][column]] as const)))(
    '%s, then %s: %s',
    (phase, event, expected) => {
      expect(nextPhase(phase, event)).toBe(expected)
    },
  )

  it('lets every phase end', () => {
    expect(PHASES.map((phase) => nextPhase(phase, 'end'))).toEqual(PHASES.map(() => 'idle'))
  })

  it('never tries again once a token has come', () => {
    expect(nextPhase('streaming', 'retry')).toBe('streaming')
  })
})
