import { createGateway, type Handler } from '@rivulet/replay'

export { toNodeHandler } from '@rivulet/replay/node'

/** The embedded gateway in each of its dialects, by the id of `EMULATED_GATEWAYS`. Loaded through Vite, which resolves the workspace's sources. */
export const emulated: Record<string, Handler> = {
  infery: createGateway({ dialect: 'infery' }),
  inferex: createGateway({ dialect: 'inferex' }),
  sovereigneg: createGateway({ dialect: 'sovereigneg' }),
  infinityblue: createGateway({ dialect: 'infinityblue' }),
  tokenhub: createGateway({ dialect: 'tokenhub', tokenhubShape: 'sample' }),
  'tokenhub-table': createGateway({ dialect: 'tokenhub', tokenhubShape: 'table' }),
}
