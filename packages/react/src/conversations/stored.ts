/** How the cache treats what a storage holds: it is read once, from this machine, and what is read again is shown as it is. */
export const STORED = { staleTime: 'static', networkMode: 'always', structuralSharing: false, retry: false } as const
