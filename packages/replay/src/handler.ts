/** A handler of web requests, as service workers, route handlers and servers of every kind take it. */
export type Handler = (request: Request) => Promise<Response>
