/** Milliseconds as people read them: "240 ms", "3.4 s". */
export const formatDuration = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)
