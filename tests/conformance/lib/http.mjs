import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** Takes the chunks of a chunked body apart. */
function unchunked(body) {
  const parts = [];
  for (let rest = body; ;) {
    const end = rest.indexOf('\r\n');
    const size = Number.parseInt(rest.subarray(0, end).toString(), 16);
    if (size === 0) return Buffer.concat(parts);
    parts.push(rest.subarray(end + 2, end + 2 + size));
    rest = rest.subarray(end + 2 + size + 2);
  }
}

/** Sends exactly these bytes and gives `{ status, head, body }` of the answer, ungzipped. */
export function exchange(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const received = [];
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
    socket.on('data', (piece) => received.push(piece));
    socket.on('end', () => {
      const all = Buffer.concat(received);
      const split = all.indexOf('\r\n\r\n');
      const head = all.subarray(0, split).toString('latin1');
      let body = all.subarray(split + 4);
      if (/^transfer-encoding: *chunked/im.test(head)) body = unchunked(body);
      if (/^content-encoding: *gzip/im.test(head)) body = gunzipSync(body);
      resolve({ status: Number(head.split(' ')[1]), head, body: body.toString('utf8') });
    });
  });
}

/** A whole request, on a connection that closes after it. */
export function request(method, target, headers, body = '') {
  const content = Buffer.isBuffer(body) ? body : Buffer.from(body, 'utf8');
  const lines = [`${method} ${target} HTTP/1.1`, 'Connection: close', ...headers];
  if (method === 'POST' || content.length > 0) lines.push(`Content-Length: ${content.length}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}
