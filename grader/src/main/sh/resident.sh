# Read by the launcher: hands a command over to a grader that stayed after the last one, or starts one that
# stays. Its other half is the Java package "resident"; what lies in the folder is said there, in Door.
#
# Needs: root, java_home, terminals, recording, and jvm, which starts the grader. Whatever is odd ends in an ordinary start.
# shellcheck shell=sh disable=SC2154

residence=$root/.grade/resident
newline='
'

ours() { # made here: numbers of processes and pipes mean nothing on another machine that sees this folder
  [ -e "$residence/host" ] || return 0
  read -r host <"$residence/host" && [ "$host" = "$(uname -n)" ]
}

claim() { # the resident is ours if it is free; renaming succeeds for one launcher only
  tries=0
  while [ ! -e "$residence/free" ] && [ -e "$residence/answer" ] && [ -z "$told" ] && [ "$tries" -lt 20 ]; do
    # it has answered somebody who has gone, and opens in a moment; not every sleep knows fractions
    sleep 0.05 2>/dev/null || { sleep 1; tries=$((tries + 10)); }
    tries=$((tries + 1))
  done
  [ -e "$residence/free" ] && ours && [ -O "$residence" ] && [ ! -L "$residence" ] &&
    [ -p "$residence/in" ] && [ -p "$residence/err" ] &&
    mv -f "$residence/free" "$residence/taken" 2>/dev/null
}

abandoned() { # its process is gone, or the number belongs to another one, as after a restart of the machine
  ours || { [ -n "$(find "$residence" -prune -mmin +60 2>/dev/null)" ]; return; }
  owner=$(cat "$residence/pid" 2>/dev/null)
  if [ -z "$owner" ]; then
    [ -n "$(find "$residence" -prune -mmin +1 2>/dev/null)" ]
    return
  fi
  kill -0 "$owner" 2>/dev/null || return 0
  case $(ps -ww -o args= -p "$owner" 2>/dev/null) in
    '' | *workbench.resident=* | *dev.multistage.grader* | */grade | */grade\ *) return 1 ;;
  esac
}

clear_up() { mv "$residence" "$residence.$$" 2>/dev/null && rm -rf "$residence.$$"; }

make_door() { # mkdir is atomic: one launcher makes it, and only where there are named pipes
  mkdir -p "$root/.grade" 2>/dev/null
  if [ -d "$residence" ] && [ -O "$residence" ] && abandoned; then clear_up; fi
  mkdir -m 700 "$residence" 2>/dev/null || return 1
  if uname -n >"$residence/host" && echo $$ >"$residence/pid" && mkfifo -m 600 "$residence/in" "$residence/err" 2>/dev/null; then return 0; fi
  clear_up
  return 1
}

write_request() {
  {
    printf '%s\n' multistage/resident/v1 "$java_home" "$(pwd -P)" "$(umask)" "$terminals" "$#" "$@"
    env
    # a process keeps the groups and limits that it was started with
    printf '(groups)=%s\n(limits)=%s\n' "$(id -G)" "$(ulimit -f) $(ulimit -n)"
  } >"$residence/request"
}

heed() { # from before the claim on: a resident that is claimed and not asked would wait for its launcher
  told='' asked=''
  trap 'told 130' INT
  trap 'told 143' TERM
  trap 'told 129' HUP
}

told() { # by a signal, to end: the resident cleans up first; told twice, it is on its own
  [ -z "$told" ] || exit "$1"
  told=$1
  [ -z "$asked" ] || echo stop >&8
}

give_back() { # what was claimed, or made, and not asked
  if [ "$begin" = stay ]; then clear_up; else mv -f "$residence/taken" "$residence/free" 2>/dev/null; fi
}

stay() { # the grader in the background, out of reach of the terminal; it speaks through the pipe
  (
    trap '' INT QUIT HUP
    export MALLOC_ARENA_MAX=1 # glibc keeps memory for each thread that ever worked: a tenth of all
    resident=$residence
    jvm
  ) <&7 >/dev/null 2>&5 3>&- 4>&- 5>&- 6<&- 7<&- 8>&- 9>&- &
  echo $! >"$residence/pid"
}

ask() { # sets answer; it stays empty if nobody is there, or nobody any more
  answer=
  begin=$1
  shift
  if ! write_request "$@" || [ -n "$told" ]; then
    give_back
    return
  fi
  # both ends at first: opening one end of a pipe waits for the other, and with our own writer gone the
  # reader learns at once that the resident is dead; a failing exec would end this shell
  { command exec 5<>"$residence/err" 6<"$residence/err" 8<>"$residence/in" 7<"$residence/in"; } 2>/dev/null || return
  # the resident hears two lines, or the end of the pipe: whatever comes first of "here" and "stop"
  asked=yes
  echo here >&8
  $begin
  exec 5>&- 7<&-
  cat <&6 >&2 8>&- &
  showing=$!
  # a signal ends the wait and not what is waited for
  while kill -0 "$showing" 2>/dev/null; do wait "$showing"; done
  # if nobody reads our stderr any more, the answer counts all the same
  while ! cat <&6 >/dev/null 8>&-; do :; done
  if [ -f "$residence/answer" ]; then read -r answer <"$residence/answer"; fi
  case $answer in
    [0-9]*) [ ! -s "$residence/out" ] || cat "$residence/out" ;;
    *) clear_up ;;
  esac
  asked=
  exec 6<&- 8>&-
  [ -z "$told" ] || exit "$told"
}

hand_over() { # ends with the command's exit code, or returns if this process is to do it
  [ -z "${CI-}" ] && [ "${MULTISTAGE_RESIDENT-}" != no ] || return
  # what is a device or a standard stream here is another one in the resident
  case "$PWD $* " in *"$newline"* | /dev[/\ ]* | /proc[/\ ]* | *' - '*) return ;; esac
  case $* in */dev/* | */proc/*) return ;; esac
  case ${1-} in
    exercise-* | [0-9]* | explain | compare | lint) staying=$1 ;;
    hint | checks | status | next) staying= ;;
    *) return ;;
  esac
  heed
  hand_over_to_one "$@"
  trap - INT TERM HUP
  [ -z "$told" ] || exit "$told"
}

hand_over_to_one() { # to the resident that is there, or to a new one
  answer=
  if claim; then
    ask : "$@"
    case $answer in [0-9]*) exit "$answer" ;; alone) return ;; esac
  fi
  if [ -z "$told" ] && [ -n "$staying" ] && [ -z "$recording" ] && make_door; then
    ask stay "$@"
    case $answer in [0-9]*) exit "$answer" ;; esac
  fi
}
