/** Has the built page come up without its server too. The page from its sources has no such worker: it would serve yesterday's. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  if (document.readyState === 'complete') register()
  else addEventListener('load', register, { once: true })
}

function register(): void {
  // Refused in private windows and over plain HTTP elsewhere: the page then needs its server, as any other.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}
