-- The collect with this notice is done. Answers that it did not store are the next one's.
if call('GET', key('run')) ~= ARGV[1] then return 0 end
clear()
return call('DEL', key('run'), key('owner'), key('most'))
