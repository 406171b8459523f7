-- Takes back every task that is in no worker's hands; gives their ids.
local gone = {}
for _, id in ipairs(call('HKEYS', key('tasks'))) do
  if not call('ZSCORE', key('leases'), id) then
    call('HDEL', key('tasks'), id)
    call('DEL', key('waiting', host_of(id)))
    settle(host_of(id))
    table.insert(gone, id)
  end
end
return gone
