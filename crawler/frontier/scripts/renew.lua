-- A worker is still there, with these tasks in its hands: its name, how long that holds (ms), ids.
call('ZADD', key('workers'), now, ARGV[1])
for at = 3, #ARGV do call('ZADD', key('leases'), 'XX', now + ARGV[2], ARGV[at]) end
