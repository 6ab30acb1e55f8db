/*
 * What changes a run, each in one step of the server's. KEYS: 1 the run's meta (a hash), 2 its log (a stream).
 *
 * An entry's id is the last number of its events, so that a range from any number on finds the entry that holds it, and so that adding it twice fails. Who ends a
 * run in its producer's place raises the epoch, which fences the producer off. The state changes in the very step that writes the end: a run has one.
 */

const NOW = `
local function now()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
`

const LOAD = `
${NOW}
local m = redis.call('HMGET', KEYS[1], 'state', 'epoch', 'seq', 'handover', 'principal', 'owner', 'fingerprint', 'read', 'due')
local epoch, seq, handover, read = tonumber(m[2] or 0), tonumber(m[3] or 0), tonumber(m[4] or 0), m[8]

local function answer(state, changed)
  if not changed and state ~= 'running' and state ~= 'gap' and redis.call('EXISTS', KEYS[2]) == 0 then state = 'expired' end
  local age = read and tostring(now() - tonumber(read)) or ''
  return { state, tostring(epoch), tostring(seq), tostring(handover), m[5], m[6], m[7], age, changed and '1' or '0' }
end
`

/** Where the log is gone, because Redis evicted it or nobody beat for long, an entry behind the hole would only hide that. */
const FINISH = `
local function finish(state, writer, detail, channel, retention)
  if writer ~= epoch then handover = seq end
  epoch = writer
  if seq == 0 or redis.call('EXISTS', KEYS[2]) == 1 then
    redis.call('XADD', KEYS[2], (seq + 1) .. '-0', 'e', epoch, 's', state, 'd', detail)
    redis.call('PEXPIRE', KEYS[2], retention)
    if read then redis.call('PUBLISH', channel, epoch .. ' ' .. (seq + 1) .. ' ' .. state .. '\\n' .. detail) end
  end
  seq = seq + 1
  redis.call('HSET', KEYS[1], 'state', state, 'epoch', epoch, 'seq', seq, 'handover', handover)
  redis.call('PEXPIRE', KEYS[1], retention * 2)
  return answer(state, true)
end
`

/** ARGV: principal, owner, fingerprint, heartbeat, time to live, epoch of a run that was not there; then of each entry that it had, its last number and its frames. */
export const CREATE: string = `
${LOAD}
if m[1] and not (m[1] == 'refused' and m[5] == ARGV[1]) then return answer(m[1]) end
redis.call('DEL', KEYS[1], KEYS[2])
epoch = m[1] and epoch + 1 or tonumber(ARGV[6])
seq, handover, read, m[5], m[6], m[7] = 0, 0, false, ARGV[1], ARGV[2], ARGV[3]
for at = 7, #ARGV, 2 do
  seq = tonumber(ARGV[at])
  redis.call('XADD', KEYS[2], seq .. '-0', 'e', epoch, 'd', ARGV[at + 1])
end
if seq > 0 then redis.call('PEXPIRE', KEYS[2], ARGV[5]) end
redis.call('HSET', KEYS[1], 'state', 'running', 'epoch', epoch, 'seq', seq, 'handover', 0, 'principal', ARGV[1], 'owner', ARGV[2],
  'fingerprint', ARGV[3], 'due', now() + ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5] * 2)
return answer('running', true)
`

/**
 * ARGV: channel, retention, epoch, first, last, frames, beat, heartbeat, time to live, state, detail, owner. An end without frames has `last = first - 1`.
 */
export const APPEND: string = `
${LOAD}
${FINISH}
if not m[1] then return { 'gone' } end
if m[1] ~= 'running' or epoch ~= tonumber(ARGV[3]) or m[6] ~= ARGV[12] then return answer(m[1]) end
if seq > 0 and redis.call('EXISTS', KEYS[2]) == 0 then
  seq = 0
  redis.call('HSET', KEYS[1], 'seq', 0)
end
local first, last = tonumber(ARGV[4]), tonumber(ARGV[5])
if first > seq + 1 then return answer('gap') end
local isNew = seq == 0
if last > seq and last >= first then
  redis.call('XADD', KEYS[2], last .. '-0', 'e', epoch, 'd', ARGV[6])
  redis.call('HSET', KEYS[1], 'seq', last)
  if read then redis.call('PUBLISH', ARGV[1], epoch .. ' ' .. last .. '\\n' .. ARGV[6]) end
  seq = last
end
if ARGV[10] ~= '' then return finish(ARGV[10], epoch, ARGV[11], ARGV[1], ARGV[2]) end
if ARGV[7] == '1' then
  redis.call('HSET', KEYS[1], 'due', now() + ARGV[8])
  redis.call('PEXPIRE', KEYS[1], ARGV[9] * 2)
end
if ARGV[7] == '1' or isNew then redis.call('PEXPIRE', KEYS[2], ARGV[9]) end
return answer('running')
`

/** ARGV: channel, retention, nudge channel without the owner, id, detail. */
export const STOP: string = `
${LOAD}
${FINISH}
if not m[1] then return { 'gone' } end
if m[1] ~= 'running' then return answer(m[1]) end
redis.call('PUBLISH', ARGV[3] .. m[6], ARGV[4])
return finish('stopped', epoch + 1, ARGV[5], ARGV[1], ARGV[2])
`

/**
 * ARGV: channel, retention, nudge channel without the owner, id, attach, doubt. The first look that misses the heartbeat only raises a doubt, which a beat
 * disproves: after a time without Redis every producer is late, and alive.
 */
export const LOOK: string = `
${LOAD}
${FINISH}
if not m[1] then return { 'gone' } end
if ARGV[5] == '1' then
  read = now()
  redis.call('HSET', KEYS[1], 'read', read)
end
local due = tonumber(m[9])
if m[1] ~= 'running' or now() < due then return answer(m[1]) end
local suspect = tonumber(redis.call('HGET', KEYS[1], 'suspect') or 0)
if suspect < due then
  redis.call('HSET', KEYS[1], 'suspect', now())
  return answer(m[1])
end
if now() - suspect < tonumber(ARGV[6]) then return answer(m[1]) end
redis.call('PUBLISH', ARGV[3] .. m[6], ARGV[4])
return finish('lost', epoch + 1, '{}', ARGV[1], ARGV[2])
`

/** KEYS: the principal's places, a sorted set by the ends of their leases. ARGV: id, most, lease. */
export const HOLD: string = `
${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now())
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now() + ARGV[3], ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1
`
