import { addons } from 'storybook/manager-api'
import { look } from './look.js'

addons.setConfig({
  // Documents are folders that stand in front of the parts, as the order says; as roots they would stand behind them.
  sidebar: { showRoots: false },
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? look.dark : look.light,
})
