/**
 * Where a run stands.
 *
 * | state | when |
 * |---|---|
 * | `running` | the upstream answers, or is about to |
 * | `done` | the upstream ended its stream with `[DONE]` (a whole reply: it came whole) |
 * | `cut` | the upstream's stream ended without `[DONE]` |
 * | `stopped` | somebody stopped it, or nobody read it for too long |
 * | `refused` | the upstream answered with a status other than success |
 * | `failed` | the upstream could not be reached, broke off, fell silent, or passed a limit |
 * | `lost` | the process that produced it is gone |
 */
export type RunState = 'running' | 'done' | 'cut' | 'stopped' | 'refused' | 'failed' | 'lost'
