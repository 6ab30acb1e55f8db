import { expect, test, vi } from 'vitest'
import { Pulse } from './Pulse.js'

test('the lag is how late things happen on the mean, and is forgotten with the last that has anything to do', () => {
  vi.useFakeTimers()
  try {
    let waitMs = 0
    const pulse = new Pulse(100, () => waitMs)
    const beating = { onPulse: vi.fn() }
    pulse.add(beating)
    vi.advanceTimersByTime(1000)
    expect(beating.onPulse).toHaveBeenCalledTimes(10)
    expect(pulse.lagMs).toBe(0)
    waitMs = 500
    vi.advanceTimersByTime(100)
    expect(pulse.lagMs).toBeCloseTo(100)
    vi.advanceTimersByTime(2000)
    expect(pulse.lagMs).toBeCloseTo(500, -1)
    pulse.remove(beating)
    expect(pulse.lagMs).toBe(0)
    waitMs = 0
    pulse.add(beating)
    vi.advanceTimersByTime(100)
    expect(pulse.lagMs).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
