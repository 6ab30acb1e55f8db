// Runs before the first paint, so that a chosen look never flashes another one. The page takes over from here.
try {
  const { theme, look, contrast, language } = JSON.parse(localStorage.getItem('rivulet.playground.settings') ?? '{}')
  const { dataset } = document.documentElement
  if (theme === 'light' || theme === 'dark') dataset.theme = theme
  if (look === 'paper' || look === 'console') dataset.look = look
  if (contrast === 'more') dataset.contrast = contrast
  if (language === 'ar') document.documentElement.dir = 'rtl'
} catch {
  // Nothing kept, or nothing readable: the system's theme it is.
}
