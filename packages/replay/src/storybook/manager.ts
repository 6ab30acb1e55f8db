import { createElement } from 'react'
import { addons, types } from 'storybook/manager-api'
import { StreamPanel } from './panel/StreamPanel.js'
import { QUERY_PARAMETER } from './streamAddress.js'
import { EVENTS, PANEL, PARAMETER, type StreamReport } from './streamEvents.js'

addons.register('rivulet/stream', (api) => {
  addons.add(PANEL, {
    type: types.PANEL,
    title: 'Stream',
    paramKey: PARAMETER,
    match: ({ viewMode }) => viewMode === 'story',
    render: ({ active = false }) => createElement(StreamPanel, { active }),
  })
  // Whether the panel is open or not, a link leads to what is seen.
  api.on(EVENTS.report, ({ held, address }: StreamReport) => {
    if (held && address !== (api.getQueryParam(QUERY_PARAMETER) ?? ''))
      api.applyQueryParams({ [QUERY_PARAMETER]: address === '' ? null : address }, { replace: true })
  })
})
