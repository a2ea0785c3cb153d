/** Takes a port before anything is built for its address, so that nobody else can take it meanwhile. */
import { createServer, type RequestListener, type Server } from 'node:http';

export interface Reserved {
  readonly server: Server;
  readonly port: number;
  /** From now on requests go here; until then they hear that the site is being built. */
  answer(listener: RequestListener): void;
}

/**
 * Listens on the loopback address at `wanted`, or at the next free port of the twenty after it; 0 takes any.
 * @throws Error in one sentence when all are taken
 */
export async function reservePort(wanted: number): Promise<Reserved> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('The site is being built. Please try again in a moment.\n');
  };
  const server = createServer((request, response) => listener(request, response));
  for (let port = wanted; port <= wanted + 20; port++) {
    if (await listen(server, port)) {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      return {
        server,
        port: taken,
        answer: (next) => {
          listener = next;
        },
      };
    }
  }
  throw new Error(`The ports ${wanted} to ${wanted + 20} are all in use. Set PORT to a free one.`);
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new Error(`Port ${port} cannot be used (${error.code}). Set PORT to another.`));
    };
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      resolve(true);
    });
  });
}
