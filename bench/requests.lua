-- wrk script: sends requests, one a line of a file: a form body that is posted to the URL, or
-- `METHOD PATH BODY`, sent with the headers that wrk was given.
--
--   wrk … -s requests.lua URL -- FILE THREADS loop|once [MARKER]
--
-- Each thread takes every THREADS-th line. `loop` begins anew at the end of the file; `once` sends
-- no line twice: when the lines run out, it stops and says so. With MARKER every answer is looked
-- at: it is a success when its status is 200 and its body has MARKER, which error answers never
-- have. That makes wrk dearer than nginx, so runs that are to measure nginx go without. The last
-- line of the output is a JSON object behind "RESULT ".

local threads = {}

function setup(thread)
  thread:set("thread_index", #threads)
  table.insert(threads, thread)
end

local requests = {}
local count = 0
local once = false
local marker
local find = string.find

-- Read by done(), which runs in another Lua state.
taken = 0
exhausted = 0
answers = 0
failures = 0
first_failure = ""

local function check(status, _, body)
  answers = answers + 1
  if status ~= 200 or not find(body, marker, 1, true) then
    failures = failures + 1
    if first_failure == "" then first_failure = status .. " " .. body end
  end
end

local function format(line)
  local method, path, body = line:match("^(%u+) (/%S*) ?(.*)$")
  if method then return wrk.format(method, path, nil, body) end
  return wrk.format("POST", nil, {
    ["Host"] = wrk.host .. ":" .. wrk.port,
    ["Content-Type"] = "application/x-www-form-urlencoded;charset=UTF-8",
    ["Content-Length"] = #line,
  }, line)
end

function init(args)
  local file, thread_count = args[1], tonumber(args[2])
  once = args[3] == "once"
  marker = args[4]
  if marker then response = check end
  local number = 0
  for line in io.lines(file) do
    if number % thread_count == thread_index then requests[#requests + 1] = format(line) end
    number = number + 1
  end
  count = #requests
end

function request()
  if taken >= count and once then
    exhausted = exhausted + 1
    wrk.thread:stop()
    return wrk.format("GET", "/healthz")
  end
  taken = taken + 1
  return requests[(taken - 1) % count + 1]
end

local function sum(name)
  local total = 0
  for _, thread in ipairs(threads) do total = total + thread:get(name) end
  return total
end

local function first_text(name)
  for _, thread in ipairs(threads) do
    local text = thread:get(name)
    if text ~= "" then return text end
  end
  return ""
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"duration_us":%d,"bytes":%d,"taken":%d,"exhausted":%d,"answers":%d,' ..
    '"failures":%d,"socket_errors":%d,"timeouts":%d,"mean_us":%d,"p50_us":%d,' ..
    '"p99_us":%d,"max_us":%d,"first_failure":"%s"}\n',
    summary.requests, summary.duration, summary.bytes, sum("taken"), sum("exhausted"),
    sum("answers"), sum("failures"), errors.connect + errors.read + errors.write, errors.timeout,
    latency.mean, latency:percentile(50), latency:percentile(99), latency.max,
    (first_text("first_failure"):gsub('[%c"\\]', " "))))
end
