/** Data that was packed when Storybook was built. */
export async function unpack<Data>(path: string, signal?: AbortSignal): Promise<Data> {
  const { ok, body } = await fetch(path, signal ? { signal } : {})
  if (!ok || !body) throw new Error(`${path} is not there.`)
  return new Response(body.pipeThrough(new DecompressionStream('gzip'))).json() as Promise<Data>
}
