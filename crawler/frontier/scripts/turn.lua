-- May the host be asked now? Gives how many ms it rests by our delay, and how many by its own wish; if none, the next
-- request waits for `gap` ms, or as many as its robots.txt asks for.
local host, gap = ARGV[1], tonumber(ARGV[2])
local rest, pause = call('PTTL', key('next', host)), call('PTTL', key('pause', host))
if rest > 0 or pause > 0 then return { math.max(rest, 0), math.max(pause, 0) } end
gap = math.max(gap, tonumber(call('GET', key('gap', host)) or 0))
if gap > 0 then call('SET', key('next', host), 1, 'PX', gap) end
return { 0, 0 }
