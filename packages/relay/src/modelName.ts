/** No name in use is longer; those with a path and a revision come near. */
const NAME = /^[\w.:/@+~-]{1,128}$/

/**
 * The name of a model as logs, traces and metrics get it. Callers write what they like there: line breaks that forge a log's lines, somebody's secret, or a
 * quarter of a megabyte. What is no name is `_OTHER`, as OpenTelemetry's conventions call such; none stays none.
 */
export function modelName(given: string): string {
  return given === '' || NAME.test(given) ? given : '_OTHER'
}
