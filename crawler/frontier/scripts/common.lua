-- What every script begins with: each is one step, which no other client sees half done, by the clock of Redis alone.
--
--   run            that a collect is at work (a Notice); gone half a minute after its last word
--   tasks          id → Task, until it is answered; an id is TOKEN-NUMBER@HOST
--   waiting:HOST   ids in their order
--   asked:HOST     ids in workers' hands
--   hosts          hosts of which something may be taken, the one longest not chosen first; turns counts the choices
--   leases         id → when its worker counts as lost, in ms
--   lost           id → how many workers were lost with it
--   answers        stream of id, Task, Answer
--   workers        name → when it was last heard of, in ms
--   next:HOST, pause:HOST   while they last, the host is not asked: by our delay, or by its own wish
--   gap:HOST       ms between two requests that its robots.txt asks for
local function key(name, of) return 'labmoves:' .. name .. (of and ':' .. of or '') end
local call = redis.call
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function host_of(id) return string.match(id, '@(.*)$') end

-- Whether something of the host may be taken: work waits, and not too much is in workers' hands.
local function settle(host)
  local most = tonumber(call('GET', key('most')) or 1)
  if call('LLEN', key('waiting', host)) > 0 and call('SCARD', key('asked', host)) < most then
    call('ZADD', key('hosts'), 'NX', call('INCR', key('turns')), host)
  else
    call('ZREM', key('hosts'), host)
  end
end

-- Out of a worker's hands, or out of its row where the worker was given up and comes back after all.
local function release(id)
  if call('ZREM', key('leases'), id) == 1 then
    call('SREM', key('asked', host_of(id)), id)
  else
    call('LREM', key('waiting', host_of(id)), 1, id)
  end
end

-- Back to the head of its row.
local function give_back(id)
  release(id)
  call('LPUSH', key('waiting', host_of(id)), id)
  settle(host_of(id))
end

-- Takes the answer of a task; false where it has one already, or was given up.
local function answer(id, text)
  local task = call('HGET', key('tasks'), id)
  if not task then return false end
  call('HDEL', key('tasks'), id)
  call('HDEL', key('lost'), id)
  release(id)
  call('XADD', key('answers'), '*', 'id', id, 'task', task, 'answer', text)
  settle(host_of(id))
  return true
end

-- Forgets every task; answers that nobody stored yet stay.
local function clear()
  for _, id in ipairs(call('HKEYS', key('tasks'))) do
    call('DEL', key('waiting', host_of(id)), key('asked', host_of(id)))
  end
  call('DEL', key('tasks'), key('hosts'), key('turns'), key('leases'), key('lost'))
end
