// Stands in for `server-only`, which refuses to be imported outside of a server build.
export {}
