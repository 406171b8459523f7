-- The answer of a task; 0 where it comes too late, since another worker was sent for it and came back first.
return answer(ARGV[1], ARGV[2]) and 1 or 0
