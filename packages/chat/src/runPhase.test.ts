import { describe, expect, it } from 'vitest'
import { nextPhase, type RunEvent, type RunPhase } from './runPhase.js'

const PHASES: RunPhase[] = ['idle', 'offline', 'connecting', 'waiting', 'streaming', 'retrying', 'tools', 'approval']
const EVENTS: RunEvent[] = ['offline', 'request', 'headers', 'token', 'retry', 'tools', 'approval', 'end']

// Every event in every phase; rows are phases, columns the events in the order above.
const TABLE: Record<RunPhase, RunPhase[]> = {
  idle: ['offline', 'connecting', 'idle', 'idle', 'idle', 'tools', 'approval', 'idle'],
  offline: ['offline', 'connecting', 'offline', 'offline', 'offline', 'offline', 'offline', 'idle'],
  connecting: ['connecting', 'connecting', 'waiting', 'streaming', 'retrying', 'tools', 'approval', 'idle'],
  waiting: ['waiting', 'waiting', 'waiting', 'streaming', 'retrying', 'tools', 'approval', 'idle'],
  streaming: ['streaming', 'streaming', 'streaming', 'streaming', 'streaming', 'tools', 'approval', 'idle'],
  retrying: ['retrying', 'retrying', 'waiting', 'streaming', 'retrying', 'retrying', 'retrying', 'idle'],
  tools: ['offline', 'connecting', 'tools', 'tools', 'tools', 'tools', 'approval', 'idle'],
  approval: ['offline', 'connecting', 'approval', 'approval', 'approval', 'tools', 'approval', 'idle'],
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
