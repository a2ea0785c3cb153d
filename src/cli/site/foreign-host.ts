/** Guards a server that is for this machine: one name, so that no foreign page can reach it by another. */

/**
 * The answer to a request under another name than `url`'s, or null for one that is as it should be.
 * A loopback address is sent on to the name; anything else is refused (DNS rebinding).
 */
export function answerForeignHost(request: Request, url: string): Response | null {
  const asked = new URL(request.url);
  const own = new URL(url);
  if (asked.host === own.host) return null;
  if (asked.hostname === '127.0.0.1' || asked.hostname === '[::1]') {
    return Response.redirect(`${own.origin}${asked.pathname}${asked.search}`, 307);
  }
  return new Response(`This server answers as ${own.host} only.\n`, { status: 421 });
}
