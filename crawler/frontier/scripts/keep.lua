-- The collect with this notice is still there; false where the queue does not know it (any more).
if call('GET', key('run')) ~= ARGV[1] then return 0 end
return call('PEXPIRE', key('run'), ARGV[2])
