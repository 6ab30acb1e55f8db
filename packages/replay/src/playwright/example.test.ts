import { readFile } from 'node:fs/promises'
import { parseRecording } from '@rivulet/replay'
import { serve } from '@rivulet/replay/node'
import { routeRecording } from '@rivulet/replay/playwright'
import { expect, test } from 'vitest'
import { openChromium } from './openChromium.fixture.js'

test('a page shows the answer of a recording', async () => {
  const browser = await openChromium()
  const page = await browser.newPage()
  const file = new URL(import.meta.resolve('@rivulet/replay/recordings/inferex-prose.stream.jsonl'))
  await routeRecording(page, parseRecording(await readFile(file, 'utf8')), { url: '**/v1/chat/completions', speed: 20 })

  // In place of this page, the application under test.
  const html = `<output></output><script type="module">
    const response = await fetch('https://gateway.example/v1/chat/completions', { method: 'POST', body: '{"stream":true}' })
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) document.querySelector('output').append(text)
  </script>`
  const app = await serve(async () => new Response(html, { headers: { 'content-type': 'text/html' } }))
  await page.goto(app.url)

  await expect.poll(() => page.textContent('output')).toContain('data: [DONE]')
  await browser.close()
  await app.close()
})
