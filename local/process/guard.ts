import { type SpawnOptions, spawn } from 'node:child_process'

/** A child process that ends with its parent, however the parent ends. */
export type Guarded = {
  pid: number
  /** Asks with `signal`, and after `patienceMs` insists with `last`. Resolves when the child is gone. */
  stop(signal: NodeJS.Signals, patienceMs: number, last: NodeJS.Signals): Promise<void>
  /** Resolves with the exit code (null: a signal) when the child ends without `stop` having been called. */
  died: Promise<number | null>
}

type GuardOptions = {
  cwd: string
  env: NodeJS.ProcessEnv
  /** A file descriptor for both output streams, or the terminal. */
  output: number | 'inherit'
  /** Signal name, without SIG, that the child gets when the parent vanishes. */
  onOrphan: string
  uid?: number
  gid?: number
}

// A pipe from the parent is the leash: whatever kills the parent closes it, and the watcher then signals the child.
// The child's own exit ends the watcher, whose `read` has nothing left to wait for.
const LEASH = `
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
( while read -r _ <&3; do :; done; kill -s "$ON_ORPHAN" "$child" ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap 'kill -s INT "$child"' INT
trap 'kill -s TERM "$child"' TERM
trap 'kill -s QUIT "$child"' QUIT
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill "$watcher" 2>/dev/null
exit "$code"
`

/**
 * Runs a program in its own process group, so that a Ctrl-C in the terminal reaches the parent alone and the parent
 * decides the order of the shutdown; and on a leash, so that it never outlives the parent, not even after kill -9.
 */
export function runGuarded(program: string, args: string[], options: GuardOptions): Guarded {
  const leashed = process.platform !== 'win32'
  const spawnOptions: SpawnOptions = {
    cwd: options.cwd,
    env: leashed ? { ...options.env, ON_ORPHAN: options.onOrphan } : options.env,
    stdio: ['pipe', options.output, options.output],
    detached: leashed,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  }
  const child = leashed
    ? spawn('sh', ['-c', LEASH, 'sh', program, ...args], spawnOptions)
    : spawn(program, args, spawnOptions)
  child.stdin?.on('error', () => undefined)
  let stopping = false
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.once('error', () => resolve(null))
  })
  const died = new Promise<number | null>((resolve) => {
    void ended.then((code) => {
      if (!stopping) resolve(code)
    })
  })
  return {
    pid: child.pid ?? -1,
    died,
    async stop(signal, patienceMs, last) {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      const insist = setTimeout(() => {
        // A signal that cannot be forwarded has to go to the whole group, or it would end the messenger only.
        if (last === 'SIGKILL' && leashed && child.pid) process.kill(-child.pid, last)
        else child.kill(last)
      }, patienceMs)
      await ended
      clearTimeout(insist)
    },
  }
}
