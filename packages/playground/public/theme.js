// Runs before the first paint, so that a chosen theme never flashes the other one. The page takes over from here.
try {
  const { theme } = JSON.parse(localStorage.getItem('rivulet.playground.settings') ?? '{}')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Nothing kept, or nothing readable: the system's theme it is.
}
