import http from 'node:http';
import { build } from './build.js';
import { slug } from './slug.js';

const port = Number(process.env.PORT ?? 8080);
let draining = false;
let served = 0;

const routes = {
  'GET /slug': (query) => {
    served += 1;
    return [200, { slug: slug(query.get('title') ?? '') }];
  },
  'GET /health': () => (draining ? [503, { status: 'draining' }] : [200, { status: 'ok', served }]),
  'GET /version': () => [200, { build }],
  'POST /drain': () => {
    draining = true;
    return [202, { status: 'draining' }];
  },
};

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const route = routes[`${request.method} ${url.pathname}`];
  const [status, body] = route ? route(url.searchParams) : [404, { error: 'not found' }];
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
});

server.listen(port, () => console.log(`slugs listens on port ${port}`));

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
