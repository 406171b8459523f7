-- A worker takes up to so many tasks, for so long (ms) as it is heard of; none while so many answers wait to be stored.
-- A host that rests for longer than `patience` (ms) is not waited for: its task fails at once. Gives id, task, id, task …
local wanted, lease, most_answers = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local patience, most_lost = tonumber(ARGV[4]), tonumber(ARGV[5])

for _, id in ipairs(call('ZRANGEBYSCORE', key('leases'), '-inf', now)) do
  if call('HINCRBY', key('lost'), id, 1) < most_lost then
    give_back(id)
  else
    answer(id, '')
  end
end

local function rests(host)
  local pause = call('PTTL', key('pause', host))
  return call('PTTL', key('next', host)) > 0 or (pause > 0 and pause <= patience)
end

local taken = {}
if call('XLEN', key('answers')) >= most_answers then return taken end
repeat
  local before = #taken
  for _, host in ipairs(call('ZRANGE', key('hosts'), 0, -1)) do
    if #taken < 2 * wanted and not rests(host) then
      local id = call('LPOP', key('waiting', host))
      call('SADD', key('asked', host), id)
      call('ZADD', key('leases'), now + lease, id)
      call('ZADD', key('hosts'), 'XX', call('INCR', key('turns')), host)
      settle(host)
      table.insert(taken, id)
      table.insert(taken, call('HGET', key('tasks'), id))
    end
  end
until #taken == before or #taken >= 2 * wanted
return taken
