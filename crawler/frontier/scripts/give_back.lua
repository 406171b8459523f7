-- A worker ends and leaves these tasks to others: its name, ids.
call('ZREM', key('workers'), ARGV[1])
for at = 2, #ARGV do
  if call('ZSCORE', key('leases'), ARGV[at]) then give_back(ARGV[at]) end
end
