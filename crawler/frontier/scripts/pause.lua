-- Nobody asks the host for so many ms, or longer where it is left alone for longer already.
if call('PTTL', key('pause', ARGV[1])) < tonumber(ARGV[2]) then call('SET', key('pause', ARGV[1]), 1, 'PX', ARGV[2]) end
