// What a client must do on every platform, against gateways on loopback. Uses nothing but the package, so that it runs wherever that does.

/**
 * Asks for each kind of answer.
 * @param {typeof import('@rivulet/core')} core the package as it is published
 * @param {string} gateways where `serveGateways` serves, with a scope
 * @param {import('@rivulet/core').ChatClientOptions['fetch']} [fetch] the global one, unless given
 */
export async function check({ createChatClient }, gateways, fetch) {
  const clientOf = (name, retry = { maxRetries: 0 }) =>
    createChatClient({ baseURL: `${gateways}/${name}/v1?api-version=1`, apiKey: 'test-key', retry, fetch })
  const inferex = clientOf('inferex')
  return {
    streamed: await iterate(inferex.stream(ask('haiku'))),
    whole: summary(await inferex.complete(ask('haiku'))),
    models: (await inferex.models()).length > 0,
    failed: await iterate(inferex.stream(ask('error'))),
    truncated: await iterate(inferex.stream(ask('truncated'))),
    refused: await iterate(clientOf('missing').stream(ask('haiku'))),
    retried: await retried(clientOf('limited', { maxRetries: 1 }), ask('haiku')),
    stopped: await stopped(inferex, ask('markdown')),
    aborted: await aborted(inferex, ask('prose')),
    unreachable: summary(await createChatClient({ baseURL: 'not an address', fetch }).complete(ask('haiku'))).ending,
  }
}

function ask(content) {
  return { model: 'default', messages: [{ role: 'user', content }] }
}

/** By hand what `for await` does: a bundler may have to spell it out as well. */
async function iterate(stream) {
  const iterator = stream[Symbol.asyncIterator]()
  let chunks = 0
  let thrown
  try {
    while (!(await iterator.next()).done) chunks++
  } catch (error) {
    thrown = error.code
  }
  return { ...summary(await stream.result), chunks: chunks > 1, thrown }
}

async function retried(client, request) {
  const notices = []
  const onRetry = ({ attempt, error }) => notices.push([attempt, error.code, error.status])
  return { ...summary(await client.stream(request, { onRetry }).result), notices }
}

/** Stops as soon as something has come. */
async function stopped(client, request) {
  const stream = client.stream(request)
  await stream[Symbol.asyncIterator]().next()
  await stream.stop()
  return (await stream.result).ending.kind
}

/** Aborts before an answer and a list of models can have come. */
async function aborted(client, request) {
  const controller = new AbortController()
  const { signal } = controller
  const answer = client.stream(request, { signal }).result
  const models = client.models({ signal }).catch((error) => error.name)
  controller.abort()
  return [(await answer).ending.kind, await models]
}

function summary({ completion, ending }) {
  const [choice] = completion.choices
  return { text: choice?.message.content ?? null, ending: ending.kind, code: ending.kind === 'failed' ? ending.error.code : undefined }
}
