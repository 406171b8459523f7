-- Tasks to wait for a worker: id, task, id, task …
for at = 1, #ARGV, 2 do
  local id, host = ARGV[at], host_of(ARGV[at])
  if call('HSETNX', key('tasks'), id, ARGV[at + 1]) == 1 then
    call('RPUSH', key('waiting', host), id)
    settle(host)
  end
end
