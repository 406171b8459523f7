-- How things stand: tasks that wait, tasks in hand, answers to be stored, workers heard of within so many ms.
call('ZREMRANGEBYSCORE', key('workers'), '-inf', now - 60000)
local tasks, leases = call('HLEN', key('tasks')), call('ZCARD', key('leases'))
return { tasks - leases, leases, call('XLEN', key('answers')), call('ZCOUNT', key('workers'), now - ARGV[1], '+inf') }
