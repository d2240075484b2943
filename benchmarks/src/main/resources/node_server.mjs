// A server of Node that sends back what it receives: node node_server.mjs TCP|TLS|DATAGRAMS folder
// Prints its port, and ends with its standard input.

import dgram from 'node:dgram';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';

const [service, folder] = process.argv.slice(2);
const host = '127.0.0.1';

function echo(socket) {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.pipe(socket);
}

function listen(server) {
  server.listen(0, host, () => console.log(server.address().port));
}

function serveDatagrams() {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (data, sender) => socket.send(data, sender.port, sender.address));
  socket.bind(0, host, () => console.log(socket.address().port));
}

if (service === 'TCP') {
  listen(net.createServer(echo));
} else if (service === 'TLS') {
  const pem = fs.readFileSync(path.join(folder, 'certificate.pem'));
  listen(tls.createServer({ key: pem, cert: pem }, echo));
} else {
  serveDatagrams();
}
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
