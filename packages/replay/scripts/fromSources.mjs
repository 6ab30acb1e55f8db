// `node --conditions=@rivulet/source --import ./scripts/fromSources.mjs src/cli/bin.ts` runs the command line without a build: the sources
// import each other by the names of their built files.
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const isSource = specifier.startsWith('.') && specifier.endsWith('.js') && /\/src\/.*\.ts$/.test(context.parentURL ?? '')
    return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
