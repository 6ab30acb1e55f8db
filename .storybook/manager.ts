import { addons } from 'storybook/manager-api'
import { look } from './look.js'

addons.setConfig({ theme: matchMedia('(prefers-color-scheme: dark)').matches ? look.dark : look.light })
