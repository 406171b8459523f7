-- A collect begins: its notice, its owner, how long it holds without a word (ms), how much of a host may be in hand.
-- Gives the notice of another that is at work, which then stays.
local notice, owner, lasts, most = unpack(ARGV)
local running = call('GET', key('run'))
if running and call('GET', key('owner')) ~= owner then return running end
clear()
call('SET', key('run'), notice, 'PX', lasts)
call('SET', key('owner'), owner)
call('SET', key('most'), most)
return false
