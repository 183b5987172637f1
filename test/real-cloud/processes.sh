# Where the cloud lives, and its processes: each leads a group of its own, noted in run/NAME.pid.
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
CLOUD="${VIRGA_REAL_CLOUD:-$HOME/.cache/virga-real-cloud}"
BIN="$CLOUD/venv/bin"

die() { echo "${0##*/}: $*" >&2; exit 1; }

# Succeeds while the process of a pid file runs. The pid of a process that works elsewhere has passed to somebody else.
runs() { # NAME
  local pid; pid=$(cat "$CLOUD/run/$1.pid" 2>/dev/null) && [[ $(readlink "/proc/$pid/cwd") == "$CLOUD"/* ]]
}

# To be called in a folder of the cloud.
start() { # NAME COMMAND...
  local name=$1; shift
  setsid "$@" >> "$CLOUD/logs/$name.log" 2>&1 < /dev/null 9>&- &
  echo $! > "$CLOUD/run/$name.pid"
}

failed() { # NAME WHY
  tail -n 20 "$CLOUD/logs/$1.log" >&2
  die "$1 $2 (see $CLOUD/logs/$1.log)"
}

# Waits until a command succeeds, as long as the process lives.
await() { # NAME COMMAND...
  local name=$1 end=$((SECONDS + 300)); shift
  until "$@" 2> /dev/null; do
    runs "$name" || failed "$name" 'died'
    ((SECONDS < end)) || failed "$name" 'does not answer'
    sleep 0.2
  done
}
listens() { : < "/dev/tcp/127.0.0.1/$1"; }
# 502 is nginx without a service behind it
answers() { [[ $(curl -so /dev/null -m 10 -w '%{http_code}' "http://127.0.0.1:$1/") == [2-4]* ]]; }

# A cloud that is gone needs no farewell: after a moment's grace, whatever is left of the groups is killed.
stop_all() {
  local file name groups=()
  for file in "$CLOUD"/run/*.pid; do
    name=$(basename "$file" .pid)
    if [[ -e $file ]] && runs "$name"; then groups+=("-$(cat "$file")"); fi
  done
  [[ ${#groups[@]} -gt 0 ]] || return 0
  kill -TERM -- "${groups[@]}" 2> /dev/null || true
  for _ in {1..50}; do
    kill -0 -- "${groups[@]}" 2> /dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "${groups[@]}" 2> /dev/null || true
}
